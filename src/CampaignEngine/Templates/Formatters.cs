using System.Globalization;
using Scriban.Runtime;

namespace CampaignEngine.Templates;

/// <summary>
/// The only functions a template has: money, date, month, mask. Numbers and dates follow vi-VN whatever the language. Read-only, since
/// Scriban lets a template write into built-ins that contexts share.
/// </summary>
internal static class Formatters
{
    private static readonly CultureInfo Vietnam = CultureInfo.GetCultureInfo("vi-VN");

    private static readonly Dictionary<string, Formatter> All = new(StringComparer.Ordinal)
    {
        ["money"] = new("a number", value => value is decimal or int or long ? Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("N0", Vietnam) + " đ" : null),
        ["date"] = new("a date", value => (value as DateTime?)?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
        ["month"] = new("a date", value => (value as DateTime?)?.ToString("MM/yyyy", CultureInfo.InvariantCulture)),
        ["mask"] = new("a text", value => Mask(value as string)),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static ScriptObject Create()
    {
        var functions = new ScriptObject();
        foreach (var (name, formatter) in All) functions.SetValue(name, formatter, readOnly: true);
        functions.IsReadOnly = true;
        return functions;
    }

    /// <summary>All but the last three signs.</summary>
    public static string? Mask(string? text) =>
        text is null ? null : text.Length <= 3 ? new string('*', text.Length) : new string('*', text.Length - 3) + text[^3..];
}
