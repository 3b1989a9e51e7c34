using System.Globalization;
using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.Facebook;

/// <summary>The one table of the Graph API's codes (https://developers.facebook.com/docs/graph-api/guides/error-handling).</summary>
public static class FacebookErrors
{
    /// <summary>The same was published a moment ago: it is there, under an id this answer does not tell.</summary>
    public const string Duplicate = "506";

    /// <summary>A parameter is wrong; of a metric: it is counted no more.</summary>
    public const string InvalidParameter = "100";

    public static readonly ErrorTable All = new(
        new("4", TooFast, "the app's calls are limited"),
        new("10", Configuration, "the app may not do this"),
        new("17", TooFast, "the account's calls are limited"),
        new("32", TooFast, "the page's calls are limited"),
        new(InvalidParameter, Content, "a part of the post is not accepted"),
        new("102", Configuration, "the session is over: a new token is needed"),
        new("190", Configuration, "the token has expired or was taken back"),
        new("341", TooFast, "the app publishes too much"),
        new("368", Configuration, "the page is blocked for a while, for what was held for abuse"),
        new("613", TooFast, "calls of this kind are limited"));

    public static bool TryFind(int code, out ProviderError error)
    {
        var text = code.ToString(CultureInfo.InvariantCulture);
        if (All.TryFind(text, out var known)) return (error = known) is not null;
        // Two whole ranges: permissions, and limits of one use or another.
        error = new ProviderError(text, code >= 80_001 ? QueueFull : Configuration, code >= 80_001 ? "calls of this kind are limited" : "a permission is missing");
        return code is >= 200 and <= 299 or >= 80_001 and <= 80_099;
    }
}
