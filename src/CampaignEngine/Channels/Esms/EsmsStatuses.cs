namespace CampaignEngine.Channels.Esms;

/// <summary>eSMS's numbers for where a message is (SendStatus); of a finished one the counts tell how it ended.</summary>
internal static class EsmsStatuses
{
    public static DeliveryStatus Of(string status, int succeeded, int failed) => status switch
    {
        "1" => DeliveryStatus.Accepted,   // waits to be approved
        "2" => DeliveryStatus.Accepted,   // waits to be sent
        "4" => DeliveryStatus.Failed,     // refused
        "5" => succeeded > 0 ? DeliveryStatus.Delivered : failed > 0 ? DeliveryStatus.Undelivered : DeliveryStatus.Sent, // done
        "7" => DeliveryStatus.Sent,       // handed to the operator
        _ => DeliveryStatus.Unknown,
    };
}
