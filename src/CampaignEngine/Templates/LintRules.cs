using System.Text.RegularExpressions;
using CampaignEngine.Files;

namespace CampaignEngine.Templates;

/// <param name="Pattern">Matched against the text without accents, in lower case.</param>
internal sealed record LintRule(string Code, Regex Pattern, string Vi, string En);

/// <summary>Words that no text may hold, each with what to do instead.</summary>
internal static partial class LintRules
{
    public static readonly IReadOnlyList<LintRule> Banned =
    [
        new("banned-word", Customer(), "Dùng “người tham gia”, không dùng “khách hàng”.", "Write “người tham gia”, never “khách hàng”."),
        new("banned-word", Contract(), "Không dùng “hợp đồng”: đây không phải là hợp đồng.", "Do not write “hợp đồng”: this is no contract."),
        new("banned-promise", Promise(), "Không hứa một mức lương hưu cố định.", "Do not promise a fixed pension."),
        new("dead-number", DeadNumber(), "Đầu số tra cứu 8079 đã ngừng.", "The look-up number 8079 is dead."),
        // Law 91/2025/QH15: no text to one person may name a category that tells poverty or ethnic group.
        new("category-word", Category(), "Không nêu hộ nghèo, cận nghèo, dân tộc trong tin gửi từng người.", "Do not name poverty or ethnic group in a text to one person."),
    ];

    /// <summary>Links of a text lead to the agency's hosts only (gov.vn), so that people can tell it from a scam.</summary>
    public static IEnumerable<string> ForeignLinks(string text) =>
        Link().Matches(text).Select(m => m.Groups["host"].Value.ToLowerInvariant())
            .Where(h => h != "gov.vn" && !h.EndsWith(".gov.vn", StringComparison.Ordinal));

    public static string Fold(string text) => TextKey.Of(text);

    [GeneratedRegex(@"\bkhach hang\b")]
    private static partial Regex Customer();

    [GeneratedRegex(@"\bhop dong\b")]
    private static partial Regex Contract();

    [GeneratedRegex(@"\b(cam ket|bao dam|dam bao|chac chan)\b.{0,30}\bluong huu\b")]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b8079\b")]
    private static partial Regex DeadNumber();

    [GeneratedRegex(@"\b(ho ngheo|can ngheo|nguoi ngheo|dan toc)\b")]
    private static partial Regex Category();

    [GeneratedRegex(@"(?:https?://|\bwww\.)(?<host>[a-z0-9.-]+)|\b(?<host>(?:[a-z0-9-]+\.)+(?:com|net|org|vn|info|me|ly|gl))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
