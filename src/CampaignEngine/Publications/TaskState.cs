namespace CampaignEngine.Publications;

/// <summary>Where a task is, as the table spells it: assigned → due → overdue → escalated as time passes; done by its proof from any of these, then measured.</summary>
public static class TaskState
{
    public const string Assigned = "assigned";
    public const string Due = "due";

    /// <summary>Two hours late: the assignee is reminded.</summary>
    public const string Overdue = "overdue";

    /// <summary>A day late: who stands above is told.</summary>
    public const string Escalated = "escalated";
    public const string Done = "done";
    public const string Measured = "measured";
    public const string Skipped = "skipped";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";

    public static readonly string[] Open = [Assigned, Due, Overdue, Escalated];
}
