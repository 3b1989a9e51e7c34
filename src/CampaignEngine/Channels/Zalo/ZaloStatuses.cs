namespace CampaignEngine.Channels.Zalo;

/// <summary>Zalo's words for where a message is: names of events, and numbers where it is asked.</summary>
internal static class ZaloStatuses
{
    private static readonly Dictionary<string, DeliveryStatus> Table = new(StringComparer.Ordinal)
    {
        ["user_received_message"] = DeliveryStatus.Delivered, // on the person's phone
        ["user_seen_message"] = DeliveryStatus.Delivered,     // more than delivered
        ["0"] = DeliveryStatus.Sent,                          // at Zalo, not yet on the phone
        ["1"] = DeliveryStatus.Delivered,
    };

    /// <summary>Asked about: no such message.</summary>
    public const int NoSuch = -1;

    public static DeliveryStatus Of(string word) => Table.TryGetValue(word, out var known) ? known : DeliveryStatus.Unknown;
}
