namespace CampaignEngine.Links;

/// <summary>Where a link stands; it is also its utm_medium.</summary>
public static class LinkMedium
{
    public const string Sms = "sms";

    public static readonly IReadOnlyList<string> All = [Sms, "zalo", "vssid", "facebook", "youtube", "lotus", "email", "portal", "print"];
}
