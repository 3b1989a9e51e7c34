using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Campaigns;

/// <summary>Reads one object of a campaign file strictly and goes on after a fault, so that a person sees all of them at once.</summary>
internal sealed class PlanObject(JsonElement element, string path, List<Problem> problems)
{
    private readonly HashSet<string> known = [];

    public string PathOf(string name) => $"{path}.{name}";

    public string? Text(string name, int longest)
    {
        if (Take(name, required: true, JsonValueKind.String) is not { } value) return null;
        var text = value.GetString()!.Trim();
        if (text.Length == 0) return Report(PlanFault.Missing(PathOf(name)));
        if (text.Any(char.IsControl)) return Report(PlanFault.NotOneLine(PathOf(name)));
        return text.Length > longest ? Report(PlanFault.TooLong(PathOf(name), longest)) : text;
    }

    /// <summary>A text of several lines; its line ends become one kind.</summary>
    public string? Lines(string name, int longest)
    {
        if (Take(name, required: true, JsonValueKind.String) is not { } value) return null;
        var text = value.GetString()!.ReplaceLineEndings("\n").Normalize().Trim();
        if (text.Length == 0) return Report(PlanFault.Missing(PathOf(name)));
        if (text.Any(letter => char.IsControl(letter) && letter != '\n')) return Report(PlanFault.NotOneLine(PathOf(name)));
        return text.Length > longest ? Report(PlanFault.TooLong(PathOf(name), longest)) : text;
    }

    public IEnumerable<string> PropertyNames => element.EnumerateObject().Select(p => p.Name);

    public string? OneOf(string name, IReadOnlyCollection<string> allowed)
    {
        if (Take(name, required: true, JsonValueKind.String) is not { } value) return null;
        var text = value.GetString()!;
        return allowed.Contains(text) ? text : Report(PlanFault.NotOneOf(PathOf(name), text, allowed));
    }

    public int? Whole(string name, int smallest, int largest, bool required) => (int?)Long(name, smallest, largest, required);

    /// <summary>For sums of money, which do not fit into an int.</summary>
    public long? Long(string name, long smallest, long largest, bool required)
    {
        if (Take(name, required, JsonValueKind.Number) is not { } value) return null;
        if (value.TryGetInt64(out var number) && number >= smallest && number <= largest) return number;
        Report(PlanFault.OutOfRange(PathOf(name), smallest, largest));
        return null;
    }

    /// <summary>Null stands for "now".</summary>
    public DateTime? MomentOrNow(string name)
    {
        if (!Has(name)) Report(PlanFault.Missing(PathOf(name)));
        return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals("now") ? null : Moment(name);
    }

    /// <summary>A moment in Vietnam time, to the minute.</summary>
    public DateTime? Moment(string name)
    {
        if (Take(name, required: false, JsonValueKind.String) is not { } value) return null;
        if (DateTime.TryParseExact(value.GetString(), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return moment;
        Report(PlanFault.NotAMoment(PathOf(name)));
        return null;
    }

    public TimeOnly? Hour(string name)
    {
        if (Take(name, required: true, JsonValueKind.String) is not { } value) return null;
        if (TimeOnly.TryParseExact(value.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour)) return hour;
        Report(PlanFault.NotAnHour(PathOf(name)));
        return null;
    }

    public PlanObject? Object(string name, bool required) =>
        Take(name, required, JsonValueKind.Object) is { } value ? new PlanObject(value, PathOf(name), problems) : null;

    public IReadOnlyList<PlanObject> Objects(string name, bool required = true) => !required && !Has(name) ? [] :
        [.. Items(name, JsonValueKind.Object).Select(item => new PlanObject(item.Value, item.Path, problems))];

    public IReadOnlyList<string> Names(string name)
    {
        var names = new List<string>();
        foreach (var (value, place) in Items(name, JsonValueKind.String))
        {
            var text = value.GetString()!;
            if (string.IsNullOrWhiteSpace(text)) Report(PlanFault.Missing(place));
            else if (text.Any(char.IsControl)) Report(PlanFault.NotOneLine(place));
            else if (names.Contains(text)) Report(PlanFault.Repeated(place, text));
            else names.Add(text);
        }
        return names;
    }

    /// <summary>Numbers of things that the database keeps, each once.</summary>
    public IReadOnlyList<int> Ids(string name, int most)
    {
        var ids = new List<int>();
        foreach (var (value, place) in Items(name, JsonValueKind.Number))
        {
            if (!value.TryGetInt32(out var id) || id < 1) Report(PlanFault.OutOfRange(place, 1, int.MaxValue));
            else if (ids.Contains(id)) Report(PlanFault.Repeated(place, $"{id}"));
            else ids.Add(id);
        }
        if (ids.Count > most) Report(PlanFault.TooMany(PathOf(name), most));
        return ids;
    }

    /// <summary>To be called last: whatever was not asked for is a mistake, for example a misspelt limit that would silently not apply.</summary>
    public void RefuseOthers()
    {
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name)) Report(PlanFault.UnknownProperty(PathOf(property.Name), known));
    }

    public bool Has(string name)
    {
        known.Add(name);
        return element.TryGetProperty(name, out _);
    }

    public string? Report(Problem problem)
    {
        problems.Add(problem);
        return null;
    }

    private JsonElement? Take(string name, bool required, JsonValueKind kind)
    {
        known.Add(name);
        if (!element.TryGetProperty(name, out var value))
        {
            if (required) Report(PlanFault.Missing(PathOf(name)));
            return null;
        }
        if (value.ValueKind == kind) return value;
        Report(PlanFault.WrongType(PathOf(name), kind));
        return null;
    }

    private IEnumerable<(JsonElement Value, string Path)> Items(string name, JsonValueKind kind)
    {
        if (Take(name, required: true, JsonValueKind.Array) is not { } array) yield break;
        if (array.GetArrayLength() == 0) Report(PlanFault.Missing(PathOf(name)));
        var at = 0;
        foreach (var value in array.EnumerateArray())
        {
            var place = $"{PathOf(name)}[{at++}]";
            if (value.ValueKind == kind) yield return (value, place);
            else Report(PlanFault.WrongType(place, kind));
        }
    }
}
