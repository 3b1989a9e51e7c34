using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.Esms;

/// <summary>The one table of eSMS's codes (https://developers.esms.vn/en/esms-api/table-of-error-codes). They come with HTTP 200.</summary>
public static class EsmsErrors
{
    public const string Accepted = "100";

    /// <summary>A request with this RequestId was taken within the last 24 hours: the message is there already.</summary>
    public const string AlreadyAccepted = "124";

    public static readonly ErrorTable All = new(
        new("99", Recipient, "the number is blocked at eSMS"),
        new("101", Configuration, "the key or its secret is wrong"),
        new("102", Configuration, "the account has no price list, or is locked"),
        new("103", Configuration, "the balance is used up", Passes: true),
        new("104", Configuration, "no such brand name"),
        new("108", Recipient, "the number is not valid"),
        new("118", Configuration, "the account does not have this type of message"),
        new("140", Configuration, "this machine's address is not on the account's list"),
        new("143", Configuration, "the account is not active"),
        new("146", Content, "the text fits no registered care template"),
        new("160", TooFast, "too many requests; not processed"),
        new("177", Recipient, "the brand name is not registered with this number's operator"),
        new("201", Content, "the text is refused"),
        new("300", Content, "the text holds words that are not allowed"));
}
