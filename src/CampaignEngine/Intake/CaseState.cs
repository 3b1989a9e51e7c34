namespace CampaignEngine.Intake;

/// <summary>Where a case stands, as stored: open → overdue → escalated; closed.</summary>
public static class CaseState
{
    public const string Open = "open";
    public const string Overdue = "overdue";
    public const string Escalated = "escalated";
    public const string Closed = "closed";

    public static readonly string[] Waiting = [Open, Overdue, Escalated];
}
