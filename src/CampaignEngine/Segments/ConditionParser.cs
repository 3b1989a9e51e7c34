using System.Text.Json;

namespace CampaignEngine.Segments;

/// <summary>Reads <c>{"field": …, "op": …, "value": …}</c>.</summary>
internal sealed class ConditionParser(IReadOnlySet<string> provinces, List<Problem> problems)
{
    private const int MostValues = 1000;
    private readonly ValueReader reader = new(provinces, problems);

    public SegmentRule.Condition? Parse(JsonElement node, string where)
    {
        var before = problems.Count;
        foreach (var key in node.EnumerateObject().Where(k => k.Name is not ("field" or "op" or "value")))
            problems.Add(SegmentProblems.UnknownKey($"{where}.{key.Name}", key.Name));

        var name = Name(node, "field");
        if (name is null || FieldCatalogue.Find(name) is not { } field)
        {
            problems.Add(SegmentProblems.UnknownField($"{where}.field", name ?? "", Nearest(name)));
            return null;
        }
        var opName = Name(node, "op") ?? "";
        if (field.Operators.FirstOrDefault(o => o.Name == opName) is not { } op)
        {
            problems.Add(SegmentProblems.UnknownOperator($"{where}.op", opName, field));
            return null;
        }
        JsonElement? value = node.TryGetProperty("value", out var given) ? given : null;
        var values = Values(field, op, value, $"{where}.value");
        return problems.Count == before ? new SegmentRule.Condition(field, op, values, value?.Clone()) : null;
    }

    private IReadOnlyList<object> Values(Field field, Operator op, JsonElement? value, string where)
    {
        if (value is not { } given)
        {
            if (op.Shape != ValueShape.None) problems.Add(SegmentProblems.MissingValue(where));
            return [];
        }
        switch (op.Shape)
        {
            case ValueShape.One: return reader.Read(field, given, where) is { } one ? [one] : [];
            case ValueShape.Many: return List(field, given, where);
            case ValueShape.Pair: return Pair(field, given, where);
            case ValueShape.Ahead: return reader.Length(given, where) is { } ahead ? [Day.FromToday(ahead)] : [];
            case ValueShape.Back: return reader.Length(given, where) is { } back ? [Day.FromToday(-back)] : [];
            case ValueShape.ChannelAndPurpose: return ChannelAndPurpose(given, where);
            default:
                problems.Add(SegmentProblems.NeedlessValue(where, op.Name));
                return [];
        }
    }

    private List<object> List(Field field, JsonElement value, string where)
    {
        var length = value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;
        if (length == 0) problems.Add(SegmentProblems.EmptyList(where));
        else if (length > MostValues) problems.Add(SegmentProblems.TooMany(where, MostValues));
        else return [.. value.EnumerateArray().Select((entry, i) => reader.Read(field, entry, $"{where}[{i}]")).OfType<object>()];
        return [];
    }

    private List<object> Pair(Field field, JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 2)
        {
            problems.Add(SegmentProblems.WrongType(where, "danh sách gồm hai giá trị", "a list of two values"));
            return [];
        }
        var pair = List(field, value, where);
        if (pair is [long least, long most] && least > most || pair is [Day { Date: { } from }, Day { Date: { } to }] && from > to)
            problems.Add(SegmentProblems.Reversed(where));
        return pair;
    }

    private IReadOnlyList<object> ChannelAndPurpose(JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 2
            || !value.TryGetProperty("channel", out var channel) || !value.TryGetProperty("purpose", out var purpose))
        {
            problems.Add(SegmentProblems.WrongType(where, """đối tượng {"channel": …, "purpose": …}""", """an object {"channel": …, "purpose": …}"""));
            return [];
        }
        var read = (reader.Channel(channel, $"{where}.channel"), reader.Purpose(purpose, $"{where}.purpose"));
        return read is ({ } c, { } p) ? [c, p] : [];
    }

    private static string? Name(JsonElement node, string key) =>
        node.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A field one is likely to have meant: the beginning is the same.</summary>
    private static string? Nearest(string? name) => name is not { Length: >= 3 } ? null
        : FieldCatalogue.All.Select(f => f.Name).FirstOrDefault(f => f.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase));
}
