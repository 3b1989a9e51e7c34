using System.Text.RegularExpressions;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <summary>What each merge field may look like in a text without spaces and accents: as narrow as its values allow.</summary>
internal static class FieldPatterns
{
    /// <summary>Matches nothing.</summary>
    public const string Never = @"[^\s\S]";

    private static readonly string Titles = string.Join('|', ((string[])["Ông/Bà", "Anh/Chị", "Ông", "Bà", "Anh", "Chị"]).Select(t => Regex.Escape(ForgivingText.Of(t))));

    private static readonly Dictionary<string, string> Formatted = new(StringComparer.Ordinal)
    {
        ["money"] = @"(?:0|[1-9]\d{0,2}(?:\.\d{3})*)d",
        ["date"] = @"\d{2}/\d{2}/\d{4}",
        ["month"] = @"\d{2}/\d{4}",
        ["mask"] = @"\**[\p{L}\d]{0,3}",
    };

    /// <summary>Fields of free words, which are looked at more closely once they matched.</summary>
    public static string? OfFree(string name) => name switch
    {
        "name" => @"[\p{L}\p{M}'.-]+?",
        "province" or "commune" => @"[\p{L}\p{M}\p{N}'.(),-]+?",
        "collection_point" or "agent" => @"[\p{L}\p{M}\p{N}'.,()/-]+?",
        _ => null,
    };

    public static string Of(string name) => name switch
    {
        "title" => $"(?:{Titles})",
        "insurance_number" => @"(?:\d{10}|\d{12})",
        "figures_decree" => @"\d{1,4}/\d{4}/[\p{L}-]{2,12}",
        _ => Never,
    };

    /// <param name="expression">A formatter over a field as the template writes it; of several, the last to be applied gives the form.</param>
    public static string OfFormatted(string expression) =>
        expression.Contains('|')
            ? Formatted.GetValueOrDefault(expression[(expression.LastIndexOf('|') + 1)..].Trim(), Never)
            : Formatted.GetValueOrDefault(expression.Trim().Split(' ')[0], Never);
}
