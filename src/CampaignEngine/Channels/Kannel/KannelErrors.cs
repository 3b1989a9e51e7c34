using static CampaignEngine.Channels.ProviderFault;

namespace CampaignEngine.Channels.Kannel;

/// <summary>
/// What Kannel refuses with. It has no codes but sentences (smsbox's source and user guide); ours stand here, with the piece of the sentence by which
/// each is known.
/// </summary>
public static class KannelErrors
{
    /// <summary>Not Kannel's: characters outside the basic plane in a text of several parts, of which Kannel would cut one in two.</summary>
    public const string OutsideBasicPlane = "outside-basic-plane";

    public static readonly ErrorTable All = new(
        new("authorization", Configuration, "the user or its password is wrong"),
        new("sender-missing", Configuration, "no name to come from is given"),
        new("sender-not-allowed", Configuration, "the user may not use this name"),
        new("number-denied", Recipient, "the number is on Kannel's black list, or on none of its white ones"),
        new("number-missing", Recipient, "no number is given"),
        new("number-garbage", Recipient, "the number is not one"),
        new("garbage", Content, "a field holds what Kannel does not read"),
        new("too-long", Content, "the text needs more parts than the user may send"),
        new("not-now", QueueFull, "bearerbox takes nothing now"),
        new(OutsideBasicPlane, Content, "characters outside the basic plane in a text of several parts"));

    private static readonly (string Piece, string Code)[] Sentences =
    [
        ("Authorization failed", "authorization"), ("Sender missing", "sender-missing"), ("sender denied", "sender-not-allowed"),
        ("white- and/or black-lists", "number-denied"), ("receiver", "number-missing"), ("Garbage 'to'", "number-garbage"), ("Garbage", "garbage"),
        ("too long", "too-long"), ("Temporal failure", "not-now"),
    ];

    public static ProviderError? Find(string sentence) =>
        Sentences.FirstOrDefault(s => sentence.Contains(s.Piece, StringComparison.OrdinalIgnoreCase)).Code is { } code && All.TryFind(code, out var error) ? error : null;
}
