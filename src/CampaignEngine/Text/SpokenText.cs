using System.Globalization;
using System.Text.RegularExpressions;

namespace CampaignEngine.Text;

/// <summary>
/// A Vietnamese text as it is read aloud: abbreviations, dates, hours, telephone numbers, money and percentages in words. A reader, or a voice of a
/// machine, stumbles over them otherwise. For Vietnamese only.
/// </summary>
public static partial class SpokenText
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["BHXH"] = "bảo hiểm xã hội",
        ["BHYT"] = "bảo hiểm y tế",
        ["BHTN"] = "bảo hiểm thất nghiệp",
        ["UBND"] = "ủy ban nhân dân",
        ["HĐND"] = "hội đồng nhân dân",
        ["CCCD"] = "căn cước công dân",
        ["SĐT"] = "số điện thoại",
        ["OTP"] = "ô tê pê",
        ["VNĐ"] = "đồng",
        ["TP"] = "thành phố",
        ["TP."] = "thành phố",
        ["VssID"] = "vi ét ét ai đi",
    };

    /// <summary>One rule after the other: what an earlier one has put in words a later one does not see.</summary>
    private static readonly (Regex Form, Func<Match, string> Words)[] Rules =
    [
        (Phone(), m => NumberWords.OfDigits(string.Concat(m.Value.Where(char.IsAsciiDigit)))),
        (FullDate(), m => Day(m) is { } day ? $"ngày {day} {Month(m.Groups["m"].Value)} năm {Number(m.Groups["y"].Value)}" : m.Value),
        (MonthOfYear(), m => $"{Month(m.Groups["m"].Value)} năm {Number(m.Groups["y"].Value)}"),
        (DayOfMonth(), m => Day(m) is { } day ? $"ngày {day} {Month(m.Groups["m"].Value)}" : m.Value),
        (Hour(), m => $"{Number(m.Groups["h"].Value)} giờ{(m.Groups["n"].Value is "" or "00" ? "" : $" {Number(m.Groups["n"].Value)} phút")}"),
        (PerMonth(), _ => " một tháng"),
        (Dong(), m => $"{m.Groups["q"].Value} đồng"),
        (Range(), m => $"{m.Groups["a"].Value} đến {m.Groups["b"].Value}"),
        (Percent(), m => $"{m.Groups["q"].Value} phần trăm"),
        (NamedMonth(), m => $"{m.Groups["w"].Value} {OfMonth(m.Groups["m"].Value)}"),
        (NamedDay(), m => Day(m) is { } day ? $"{m.Groups["w"].Value} {day}" : m.Value),
        (Decimal(), m => $"{Number(m.Groups["a"].Value)} phẩy {Fraction(m.Groups["b"].Value)}"),
        (Whole(), m => Number(m.Value)),
        (Abbreviation(), m => Abbreviations.GetValueOrDefault(m.Groups["w"].Value, m.Value)),
    ];

    /// <summary>The text in words. What <see cref="Unread"/> finds in it is left as it was: a person rewrites it.</summary>
    public static string Of(string text) => Rules.Aggregate(text, (sofar, rule) => rule.Form.Replace(sofar, m => rule.Words(m)));

    /// <summary>What no rule knows how to read: numbers of documents, addresses, other abbreviations.</summary>
    public static IReadOnlyList<string> Unread(string spoken) => [.. Strange().Matches(spoken).Select(m => m.Value.Trim('.', ',', ';', ':')).Distinct()];

    /// <summary>Vietnamese writes each syllable apart.</summary>
    public static int Syllables(string spoken) => Syllable().Count(spoken);

    private static string? Day(Match match) => int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture) switch
    {
        >= 1 and <= 10 and var early => $"mùng {NumberWords.Of(early)}",
        <= 31 and > 10 and var day => NumberWords.Of(day),
        _ => null,
    };

    private static string Month(string number) => $"tháng {OfMonth(number)}";

    /// <summary>The fourth has a word of its own.</summary>
    private static string OfMonth(string number) => int.Parse(number, CultureInfo.InvariantCulture) == 4 ? "tư" : Number(number);

    /// <summary>With or without points between thousands.</summary>
    private static string Number(string digits) =>
        long.TryParse(digits.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= NumberWords.Largest ? NumberWords.Of(number) : digits;

    private static string Fraction(string digits) => digits.StartsWith('0') ? NumberWords.OfDigits(digits) : Number(digits);

    [GeneratedRegex(@"(?<![\d/.,])(?:1[89]00[ .]?\d{4,6}|0\d{2,3}[ .]?\d{3}[ .]?\d{3,4})(?![\d/])")]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![\d/])(?:ngày )?(?<d>\d{1,2})/(?<m>0?[1-9]|1[0-2])/(?<y>\d{4})(?![\d/])")]
    private static partial Regex FullDate();

    [GeneratedRegex(@"(?<![\d/])(?:tháng )?(?<m>0?[1-9]|1[0-2])/(?<y>\d{4})(?![\d/])")]
    private static partial Regex MonthOfYear();

    [GeneratedRegex(@"(?<![\d/])ngày (?<d>\d{1,2})/(?<m>0?[1-9]|1[0-2])(?![\d/])")]
    private static partial Regex DayOfMonth();

    [GeneratedRegex(@"(?<!\d)(?<h>[01]?\d|2[0-4])(?::(?<n>[0-5]\d)|(?:h|g)(?<n>[0-5]\d)?)(?![\d\p{L}])")]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<=\d ?(?:đ|đồng|VNĐ)?) ?/ ?tháng")]
    private static partial Regex PerMonth();

    [GeneratedRegex(@"(?<q>\d) ?(?:đ|VNĐ)(?!\p{L})")]
    private static partial Regex Dong();

    [GeneratedRegex(@"(?<=\d)(?<a>%?) ?[-–] ?(?<b>\d[\d.,]*%?)")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<q>\d) ?%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"(?<w>[Tt]háng) (?<m>0?[1-9]|1[0-2])(?![\d.,/]*\d)")]
    private static partial Regex NamedMonth();

    [GeneratedRegex(@"(?<w>ngày|Ngày) (?<d>\d{1,2})(?![\d.,/]*\d)")]
    private static partial Regex NamedDay();

    [GeneratedRegex(@"(?<![\d.,/\p{L}])(?<a>\d{1,3}(?:\.\d{3})+|\d+),(?<b>\d+)(?![\d/])")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"(?<![\d.,/\p{L}-])(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d/\p{L}]|[.,]\d|-\p{Lu})")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\p{L}\d])(?<w>TP\.(?= )|VssID|\p{Lu}{2,})(?![\p{L}\d])")]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"\S*[\d%/@&#_]\S*|(?<![\p{L}\d])\p{Lu}{2,}(?![\p{Ll}])")]
    private static partial Regex Strange();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*")]
    private static partial Regex Syllable();
}
