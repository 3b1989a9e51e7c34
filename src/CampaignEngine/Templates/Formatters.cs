using System.Globalization;
using Scriban.Runtime;

namespace CampaignEngine.Templates;

/// <summary>
/// The only functions a template has: money, date, month, mask; nothing in, nothing out. Numbers and dates follow vi-VN whatever the language. Read-only, since
/// Scriban lets a template write into built-ins that contexts share.
/// </summary>
internal static class Formatters
{
    private static readonly CultureInfo Vietnam = CultureInfo.GetCultureInfo("vi-VN");

    public static readonly IReadOnlyList<string> Names = ["money", "date", "month", "mask"];

    public static ScriptObject Create()
    {
        var functions = new ScriptObject();
        functions.Import("money", new Func<decimal?, string?>(Money));
        functions.Import("date", new Func<DateTime?, string?>(d => d?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)));
        functions.Import("month", new Func<DateTime?, string?>(d => d?.ToString("MM/yyyy", CultureInfo.InvariantCulture)));
        functions.Import("mask", new Func<string?, string?>(Mask));
        functions.IsReadOnly = true;
        return functions;
    }

    private static string? Money(decimal? amount) => amount is { } sum ? sum.ToString("N0", Vietnam) + " đ" : null;

    /// <summary>All but the last three signs.</summary>
    public static string? Mask(string? text) =>
        text is null ? null : text.Length <= 3 ? new string('*', text.Length) : new string('*', text.Length - 3) + text[^3..];
}
