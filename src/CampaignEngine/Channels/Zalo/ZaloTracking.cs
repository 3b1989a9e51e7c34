namespace CampaignEngine.Channels.Zalo;

/// <summary>Our reference as it travels in tracking_id (at most 48 signs), with the attempt behind it: "7-42-3".</summary>
public static class ZaloTracking
{
    public static string Of(MessageReference reference, int attempt) => $"{reference}-{attempt}";

    public static bool TryParse(string? tracking, out MessageReference reference)
    {
        reference = default;
        return tracking?.LastIndexOf('-') is > 0 and var end && MessageReference.TryParse(tracking.AsSpan(0, end), out reference);
    }
}
