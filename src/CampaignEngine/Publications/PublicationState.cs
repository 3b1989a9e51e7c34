namespace CampaignEngine.Publications;

/// <summary>Where a publication is, as the table spells it: planned → publishing → (a video: scheduled →) published; removed, failed, expired, cancelled; in doubt until somebody has looked.</summary>
public static class PublicationState
{
    public const string Planned = "planned";
    public const string Publishing = "publishing";

    /// <summary>The request was begun and no answer can be trusted: looked for at the provider, never published again blindly.</summary>
    public const string InDoubt = "in_doubt";
    /// <summary>The provider has it, and holds it back until its hour.</summary>
    public const string Scheduled = "scheduled";
    public const string Published = "published";
    public const string Removed = "removed";
    public const string Failed = "failed";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";

    /// <summary>Still to be published, or to be found out about.</summary>
    public static readonly IReadOnlyList<string> Open = [Planned, Publishing, Scheduled, InDoubt];
}
