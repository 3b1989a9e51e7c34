using System.Text.RegularExpressions;

namespace CampaignEngine.Templates;

/// <summary>Links of a text lead to the agency's hosts only (gov.vn), so that people can tell it from a scam.</summary>
internal static partial class AgencyLinks
{
    /// <summary>Whatever a handset would make a link of and that leads elsewhere.</summary>
    public static IEnumerable<string> Foreign(string text) =>
        WithScheme().Matches(text).Concat(BareHost().Matches(text)).Select(m => m.Groups["host"].Value).Where(h => !Agency().IsMatch(h)).Distinct();

    /// <summary>The whole authority: in https://gov.vn@example.com the host is what follows the sign.</summary>
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://(?<host>[^\s/?#]*)", RegexOptions.IgnoreCase)]
    private static partial Regex WithScheme();

    [GeneratedRegex(@"(?<host>(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|vn|info|biz|me|ly|gl|gd|co|io|cc|tv|xyz|top|site|online|link|click|shop|app|live|vip|icu|club|asia|page|su|ru|cn|to))(?![\p{L}\p{N}])", RegexOptions.IgnoreCase)]
    private static partial Regex BareHost();

    [GeneratedRegex(@"^(?:[a-z0-9-]+\.)*gov\.vn(?::\d{1,5})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Agency();
}
