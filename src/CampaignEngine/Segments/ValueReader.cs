using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CampaignEngine.Consent;
using CampaignEngine.Recipients;

namespace CampaignEngine.Segments;

/// <summary>Reads one value of a field from JSON; a wrong one becomes a problem and null.</summary>
internal sealed partial class ValueReader(IReadOnlySet<string> provinces, List<Problem> problems)
{
    private const int LongestText = 200;
    private const int OldestAge = 150;

    public object? Read(Field field, JsonElement value, string where) => field.Type switch
    {
        FieldType.Text => Text(value, where),
        FieldType.Number => Number(value, where, long.MinValue, long.MaxValue),
        FieldType.Age => Number(value, where, 0, OldestAge),
        FieldType.Date => Day(value, where),
        FieldType.Boolean => Boolean(value, where),
        FieldType.Code or FieldType.Groups => Among(value, where, v => field.Codes!.Find(v)?.Value, field.Codes!.Codes.Select(c => c.Value)),
        FieldType.Language => Among(value, where, v => Languages.Find(v)?.Tag, Languages.All.Select(l => l.Tag)),
        FieldType.Contact => Channel(value, where),
        FieldType.Province => Place(value, where, ProvinceCode(), 2),
        FieldType.Commune => Place(value, where, CommuneCode(), 5),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, null),
    };

    public string? Channel(JsonElement value, string where) =>
        Among(value, where, v => ChannelAddress.Channels.Contains(v) ? v : null, ChannelAddress.Channels);

    /// <summary>The law's one purpose that needs consent.</summary>
    public string? Purpose(JsonElement value, string where) => Among(value, where, v => v == "promotion" ? v : null, ["promotion"]);

    public Span? Length(JsonElement value, string where)
    {
        if (value.ValueKind == JsonValueKind.String && Span.TryParse(value.GetString()!) is { } span) return span;
        return Wrong<Span?>(where, "khoảng thời gian, ví dụ 30d (ngày), 2m (tháng), 1y (năm)", "a length of time such as 30d (days), 2m (months), 1y (years)");
    }

    private object? Text(JsonElement value, string where)
    {
        // PostgreSQL's text holds no zero character.
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestText } text
            && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0'))
            return text.Normalize(NormalizationForm.FormC);
        return Wrong<object>(where, $"chuỗi từ 1 đến {LongestText} ký tự", $"a text of 1 to {LongestText} characters");
    }

    private object? Number(JsonElement value, string where, long least, long most)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most) return number;
        return least == long.MinValue ? Wrong<object>(where, "số nguyên", "a whole number")
            : Wrong<object>(where, $"số nguyên từ {least} đến {most}", $"a whole number from {least} to {most}");
    }

    private object? Day(JsonElement value, string where)
    {
        if (value.ValueKind == JsonValueKind.String && Segments.Day.TryParse(value.GetString()!) is { } day) return day;
        return Wrong<object>(where, "ngày dạng 2026-05-05, hoặc today, month, year có thể cộng trừ, ví dụ today+30d",
            "a date as 2026-05-05, or today, month or year with or without a span, such as today+30d");
    }

    private object? Boolean(JsonElement value, string where) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong<object>(where, "true hoặc false", "true or false");

    private string? Among(JsonElement value, string where, Func<string, string?> find, IEnumerable<string> known)
    {
        if (value.ValueKind != JsonValueKind.String) return Wrong<string>(where, "chuỗi", "a text");
        if (find(value.GetString()!) is { } found) return found;
        problems.Add(SegmentProblems.UnknownValue(where, value.GetString()!, known));
        return null;
    }

    private string? Place(JsonElement value, string where, Regex form, int digits)
    {
        if (value.ValueKind != JsonValueKind.String || !form.IsMatch(value.GetString()!))
            return Wrong<string>(where, $"mã gồm {digits} chữ số, trong dấu nháy", $"a code of {digits} digits, in quotes");
        var code = value.GetString()!;
        // Communes come by import and may not all be there; the provinces always are.
        if (digits != 2 || provinces.Count == 0 || provinces.Contains(code)) return code;
        problems.Add(SegmentProblems.UnknownPlace(where, code));
        return null;
    }

    private T? Wrong<T>(string where, string vi, string en)
    {
        problems.Add(SegmentProblems.WrongType(where, vi, en));
        return default;
    }

    [GeneratedRegex(@"\A[0-9]{2}\z")]
    private static partial Regex ProvinceCode();

    [GeneratedRegex(@"\A[0-9]{5}\z")]
    private static partial Regex CommuneCode();
}
