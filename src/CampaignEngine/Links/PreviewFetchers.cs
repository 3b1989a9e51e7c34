using System.Text.RegularExpressions;

namespace CampaignEngine.Links;

/// <summary>Programs that look at a link before, or instead of, a person: their visits would be the larger part of every count.</summary>
public static partial class PreviewFetchers
{
    /// <summary>
    /// Whether a program says so itself. Browsers begin with Mozilla or, on old telephones, as below; the fetchers of WhatsApp, Viber, Telegram and of scripts do not.
    /// Zalo's and Facebook's own browsers (Zalo android/…, FBAN/…) are people.
    /// </summary>
    public static bool Is(string? userAgent) =>
        string.IsNullOrWhiteSpace(userAgent) || !Browser().IsMatch(userAgent) || Fetcher().IsMatch(userAgent);

    /// <summary>What a browser says when it loads a page that nobody has asked for yet.</summary>
    public static bool IsPrefetch(string? purpose) => purpose is not null && Prefetch().IsMatch(purpose);

    [GeneratedRegex("^(?:Mozilla/|Opera/|UCWEB|Nokia|Samsung)", RegexOptions.IgnoreCase)]
    private static partial Regex Browser();

    /// <summary>Twitterbot, TelegramBot, Googlebot, bingbot, AdsBot and their like end in bot; so does Cubot, which makes telephones.</summary>
    [GeneratedRegex(@"(?<!cu)bot(?![a-z])|facebookexternalhit|facebookcatalog|meta-external|crawl|spider|preview|google(?:other|-inspectiontool|-read-aloud)|mediapartners|headlesschrome|lighthouse|scanner|\bcompatible; *(?:zalo|viber|whatsapp|skype)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fetcher();

    [GeneratedRegex("prefetch|preview|prerender", RegexOptions.IgnoreCase)]
    private static partial Regex Prefetch();
}
