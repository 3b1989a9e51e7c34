namespace CampaignEngine.Channels.Vssid;

/// <summary>Where a notice is, in the words of the app's side.</summary>
internal static class VssidStatuses
{
    private static readonly Dictionary<string, DeliveryStatus> Table = new(StringComparer.Ordinal)
    {
        ["waiting"] = DeliveryStatus.Sent,          // taken, not yet on a phone
        ["delivered"] = DeliveryStatus.Delivered,   // on the person's phone
        ["read"] = DeliveryStatus.Delivered,        // more than delivered
        ["expired"] = DeliveryStatus.Expired,       // never fetched in its time
        ["app-removed"] = DeliveryStatus.Undelivered,
        ["no-account"] = DeliveryStatus.Undelivered, // this and the next one: only where notices are handed over in files, which are not answered at once
        ["invalid"] = DeliveryStatus.Failed,
    };

    /// <summary>Asked about: no such notice.</summary>
    public const string Unknown = "unknown";

    public static DeliveryStatus Of(string word) => Table.TryGetValue(word, out var known) ? known : DeliveryStatus.Unknown;
}
