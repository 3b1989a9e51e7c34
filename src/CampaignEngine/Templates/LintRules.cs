using System.Text.RegularExpressions;
using CampaignEngine.Files;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <param name="Pattern">Matched against the text without accents, in lower case.</param>
internal sealed record LintRule(string Code, Regex Pattern, string Vi, string En);

/// <summary>Words that no text may hold, each with what to do instead.</summary>
internal static partial class LintRules
{
    private static readonly LintRule[] Words =
    [
        new("banned-word", Customer(), "Dùng “người tham gia”, không dùng “khách hàng”.", "Write “người tham gia”, never “khách hàng”."),
        new("banned-word", Contract(), "Không dùng “hợp đồng”: đây không phải là hợp đồng.", "Do not write “hợp đồng”: this is no contract."),
        new("banned-promise", Promise(), "Không hứa một mức lương hưu cố định.", "Do not promise a fixed pension."),
        new("dead-number", DeadNumber(), "Đầu số tra cứu 8079 đã ngừng.", "The look-up number 8079 is dead."),
        // Law 91/2025/QH15: no text to one person may name a category that tells poverty or ethnic group.
        new("category-word", Category(), "Không nêu hộ nghèo, cận nghèo, dân tộc trong tin gửi từng người.", "Do not name poverty or ethnic group in a text to one person."),
    ];

    public static IEnumerable<Problem> Check(string text, string where)
    {
        var folded = TextKey.Of(text);
        foreach (var rule in Words)
            if (rule.Pattern.IsMatch(folded)) yield return new Problem(rule.Code, where, rule.Vi, rule.En);
        if (GivesRateAway(VietnameseText.StripAccents(text).ToLowerInvariant()))
            yield return new Problem("rate-word", where, "Một mức hỗ trợ riêng lẻ cho biết người nhận thuộc diện nào; ghi tất cả các mức (20-50%).",
                "A single support rate tells which category the person is in: write them all (20-50%).");
        foreach (var host in AgencyLinks.Foreign(text))
            yield return new Problem("foreign-link", where, $"Đường dẫn tới {host}: chỉ dùng tên miền gov.vn.", $"A link to {host}: only hosts under gov.vn.");
    }

    /// <summary>30, 40 or 50 % alone belongs to one category; a text that lists all rates or says "up to" belongs to none.</summary>
    private static bool GivesRateAway(string text) => LoneRate().IsMatch(text) && !(LeastRate().IsMatch(text) && MostRate().IsMatch(text));

    [GeneratedRegex(@"\bkhach hang\b")]
    private static partial Regex Customer();

    [GeneratedRegex(@"\bhop dong\b")]
    private static partial Regex Contract();

    [GeneratedRegex(@"\b(cam ket|bao dam|dam bao|chac chan)\b.{0,30}\bluong huu\b")]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b8079\b")]
    private static partial Regex DeadNumber();

    [GeneratedRegex(@"\b(ho ngheo|can ngheo|nguoi ngheo|thoat ngheo|dan toc)\b")]
    private static partial Regex Category();

    [GeneratedRegex(@"(?<!(?:-|den|toi)\s*)\b[345]0\s*(?:%|phan tram)")]
    private static partial Regex LoneRate();

    [GeneratedRegex(@"\b20\s*(?:%|phan tram|-|den|toi)")]
    private static partial Regex LeastRate();

    [GeneratedRegex(@"\b50\s*(?:%|phan tram)")]
    private static partial Regex MostRate();
}
