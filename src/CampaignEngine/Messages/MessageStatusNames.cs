using CampaignEngine.Channels;

namespace CampaignEngine.Messages;

/// <summary>The statuses as the database spells them, and the status each receipt asks for.</summary>
public static class MessageStatusNames
{
    private static readonly string[] Names =
        ["pending", "sending", "in_doubt", "accepted", "sent", "skipped", "cancelled", "expired", "failed", "undelivered", "delivered"];

    public static string Name(this MessageStatus status) => Names[(int)status];

    public static MessageStatus Parse(string name) => (MessageStatus)Array.IndexOf(Names, name) is var status && Enum.IsDefined(status)
        ? status
        : throw new ArgumentOutOfRangeException(nameof(name), name, "not a message status");

    /// <summary>Null for a word of the provider we do not know: it is kept and moves nothing.</summary>
    public static MessageStatus? Of(DeliveryStatus receipt) => receipt switch
    {
        DeliveryStatus.Accepted => MessageStatus.Accepted,
        DeliveryStatus.Sent => MessageStatus.Sent,
        DeliveryStatus.Expired => MessageStatus.Expired,
        DeliveryStatus.Failed => MessageStatus.Failed,
        DeliveryStatus.Undelivered => MessageStatus.Undelivered,
        DeliveryStatus.Delivered => MessageStatus.Delivered,
        _ => null,
    };
}
