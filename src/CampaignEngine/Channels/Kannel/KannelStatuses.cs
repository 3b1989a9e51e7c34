namespace CampaignEngine.Channels.Kannel;

/// <summary>Kannel's numbers for where a message is (%d). "Delivered" may come before "taken by the centre".</summary>
internal static class KannelStatuses
{
    public static DeliveryStatus Of(string number) => number switch
    {
        "1" => DeliveryStatus.Delivered,    // on the handset
        "2" => DeliveryStatus.Undelivered,  // not to be delivered
        "4" => DeliveryStatus.Accepted,     // buffered
        "8" => DeliveryStatus.Sent,         // taken by the message centre
        "16" => DeliveryStatus.Failed,      // refused by it
        _ => DeliveryStatus.Unknown,
    };
}
