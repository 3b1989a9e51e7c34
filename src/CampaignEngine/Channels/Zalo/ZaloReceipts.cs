
namespace CampaignEngine.Channels.Zalo;

/// <summary>Reads the events of Zalo's webhook: what became of a message, and what people do.</summary>
public sealed class ZaloReceipts : IReceiptReader, IReplyReader
{
    public string Provider => ZaloChannel.Name;

    /// <summary>The message an event is about; null where it is about none of ours.</summary>
    public static MessageReference? ReferenceOf(ReadOnlySpan<byte> body) =>
        ZaloEvent.TryRead(body) is { } read && AttemptId.TryParse(read.TrackingId, out var reference) ? reference : null;

    /// <summary>The time in it is Zalo's, which is not business time: not used.</summary>
    public Receipt? Read(MessageReference reference, ReadOnlySpan<byte> body) =>
        ZaloEvent.TryRead(body) is { MessageId: { } id } read && (read.TrackingId is not null || IsWord(read))
            ? new Receipt(reference, id, ZaloStatuses.Of(read.Name), read.Name, Code: null, At: null)
            : null;

    /// <summary>A message by user id carries no tracking_id.</summary>
    public string? ProviderIdOf(ReadOnlySpan<byte> body) => ZaloEvent.TryRead(body) is { TrackingId: null, MessageId: { } id } read && IsWord(read) ? id : null;

    public Reply? Read(ReadOnlySpan<byte> body) => ZaloEvent.TryRead(body) switch
    {
        { TrackingId: not null } => null,
        { } word when IsWord(word) => null,
        // Leaving the account is a refusal, which Zalo keeps by itself.
        { Name: "unfollow", UserId: { } user } => new Reply(user, "", Refused: true, FromUserId: true),
        { UserId: { } user } read when read.Name == "follow" || read.Name.StartsWith("user_", StringComparison.Ordinal) =>
            new Reply(user, read.Text ?? "", Refused: false, FromUserId: true),
        _ => null,
    };

    private static bool IsWord(ZaloEvent read) => ZaloStatuses.Of(read.Name) != DeliveryStatus.Unknown;
}
