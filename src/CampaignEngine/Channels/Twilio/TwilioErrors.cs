using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.Twilio;

/// <summary>
/// The one table of Twilio's codes, of answers (2xxxx) and of receipts (3xxxx); each is described at
/// https://www.twilio.com/docs/api/errors/CODE.
/// </summary>
public static class TwilioErrors
{
    public static readonly ErrorTable All = new(
        new("20003", Configuration, "the account or its token is not accepted"),
        new("20005", Configuration, "the account is not active"),
        new("20404", Configuration, "no such account or resource"),
        new("20429", TooFast, "too many requests; not processed"),
        new("21211", Recipient, "the number is not valid"),
        new("21212", Configuration, "the sending number is not valid"),
        new("21408", Configuration, "the account may not send to this country"),
        new("21602", Content, "the text is empty"),
        new("21603", Configuration, "no sending number is given"),
        new("21604", Recipient, "no number to send to is given"),
        new("21606", Configuration, "the sending number is not the account's or cannot send SMS"),
        new("21608", Configuration, "a trial account sends to verified numbers only"),
        new("21610", OptedOut, "the person has refused messages of this sender"),
        new("21611", QueueFull, "the sending number's queue is full"),
        new("21612", Configuration, "no route from this sending number to that number"),
        new("21614", Recipient, "not a mobile number"),
        new("21617", Content, "the text is longer than 1600 characters"),
        new("21635", Recipient, "a landline"),
        new("30001", QueueFull, "the queue overflowed", Passes: true),
        new("30002", Configuration, "the account is suspended", Passes: true),
        new("30003", Recipient, "the handset is unreachable for now", Passes: true),
        new("30004", Content, "the carrier or the person blocks this message"),
        new("30005", Recipient, "the number is unknown to its carrier"),
        new("30006", Recipient, "a landline, or a carrier that cannot be reached"),
        new("30007", Content, "a carrier's filter stopped the text"),
        new("30008", Recipient, "not delivered, for a reason the carrier does not give", Passes: true),
        new("30036", Expired, "not delivered within its validity"));
}
