namespace CampaignEngine.Channels.Vssid;

/// <summary>Reads the later words of the app's side.</summary>
public sealed class VssidReceipts : IReceiptReader
{
    /// <summary>The person has turned notices off: a refusal, and no word about the way of this one.</summary>
    private const string Refused = "refused";

    public string Provider => VssidChannel.Name;

    /// <summary>The message a word is about; null where it is about none of ours.</summary>
    public static MessageReference? ReferenceOf(ReadOnlySpan<byte> body) =>
        VssidEvent.TryRead(body) is { } read && AttemptId.TryParse(read.Id, out var reference) ? reference : null;

    public Receipt? Read(MessageReference reference, ReadOnlySpan<byte> body) => VssidEvent.TryRead(body) is { } read ? Of(reference, read) : null;

    /// <summary>Told or asked for, the same word means the same.</summary>
    internal static Receipt Of(MessageReference reference, VssidEvent read) => read.Word == Refused
        ? new Receipt(reference, read.Id, DeliveryStatus.Undelivered, Refused, Code: Refused, At: null, Suppress: true)
        : new Receipt(reference, read.Id, VssidStatuses.Of(read.Word), read.Word, Code: null, At: null);
}
