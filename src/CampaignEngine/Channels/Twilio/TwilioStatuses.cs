namespace CampaignEngine.Channels.Twilio;

/// <summary>Twilio's words for where a message is. No order of arrival is promised.</summary>
internal static class TwilioStatuses
{
    private static readonly Dictionary<string, DeliveryStatus> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["accepted"] = DeliveryStatus.Accepted,       // the messaging service has it
        ["scheduled"] = DeliveryStatus.Accepted,
        ["queued"] = DeliveryStatus.Accepted,
        ["sending"] = DeliveryStatus.Accepted,        // on its way to the carrier
        ["sent"] = DeliveryStatus.Sent,               // the carrier took it
        ["delivered"] = DeliveryStatus.Delivered,
        ["read"] = DeliveryStatus.Delivered,          // other media only; more than delivered
        ["undelivered"] = DeliveryStatus.Undelivered, // the carrier could not
        ["failed"] = DeliveryStatus.Failed,           // Twilio could not
        ["canceled"] = DeliveryStatus.Failed,         // taken back before it was sent
    };

    public static DeliveryStatus Of(string status, string? code) =>
        !Table.TryGetValue(status, out var known) ? DeliveryStatus.Unknown
        : known is DeliveryStatus.Failed or DeliveryStatus.Undelivered
            && TwilioErrors.All.TryFind(code, out var error) && error.Fault == ProviderFault.Expired ? DeliveryStatus.Expired
        : known;
}
