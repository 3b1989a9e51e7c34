using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.Zalo;

/// <summary>
/// The one table of Zalo's codes, of template messages and of the Official Account's interface alike
/// (https://developers.zalo.me/docs/zalo-notification-service/phu-luc/bang-ma-loi). They come with HTTP 200: nothing was sent.
/// </summary>
public static class ZaloErrors
{
    /// <summary>No error.</summary>
    public const string None = "0";

    /// <summary>The hour from which Zalo sends what it holds back at night: 06:00-21:59.</summary>
    public static readonly TimeOnly Opens = new(6, 0);

    /// <summary>What the ledger knows need not be heard from Zalo once more.</summary>
    public static ProviderError QuotaUsedUp => All.First(e => e.Code == "-144");

    /// <summary>Zalo refused the token, and looked no further.</summary>
    public static bool IsOfToken(SendOutcome outcome) => outcome is Rejected { Code: var code } && IsOfToken(code);

    public static bool IsOfToken(string? code) => All.TryFind(code, out var error) && error.Fault == Credential;

    public static readonly ErrorTable All = new(
        new("-32", TooFast, "more than 4,000 requests a minute; not processed"),
        new("-100", QueueFull, "a fault at Zalo; not processed"),
        new("-108", Recipient, "the number is not valid"),
        new("-110", Recipient, "the person's Zalo cannot show such messages"),
        new("-114", Recipient, "the person does not get such messages: account not in use or number not linked"),
        new("-115", Balance, "the account's balance is used up"),
        new("-118", Absent, "there is no Zalo account with this number"),
        new("-119", Absent, "the Zalo account of this number cannot get messages"),
        new("-124", Credential, "the access token is not valid"),
        new("-131", Content, "the template is not approved, or was stopped"),
        new("-133", Hours, "this template is not sent between 22:00 and 06:00"),
        new("-139", OptedOut, "the person has refused this kind of message"),
        new("-140", OptedOut, "the person has refused messages after use"),
        new("-141", OptedOut, "the person has refused this account's messages"),
        new("-144", DailyQuota, "the account's daily quota is used up"),
        new("-146", Content, "the template was stopped for its quality"),
        new("-147", DailyQuota, "the template's daily quota is used up"),
        new("-200", QueueFull, "sending failed at Zalo; not processed"),
        new("-211", DailyQuota, "the quota is used up"),
        new("-216", Credential, "the access token is not valid"),
        new("-220", Credential, "the access token has expired"),
        new("-234", Hours, "not sent between 22:00 and 06:00"),
        new("-244", OptedOut, "the person has shut this kind of message off"),
        new("-1471", Recipient, "the number got as many such messages as it may"));
}
