using CampaignEngine.Campaigns;

namespace CampaignEngine.Dispatch;

/// <summary>A run on its way to running, with all that freezing and rendering need.</summary>
internal sealed record LaunchedRun(int RunId, string State, Campaign Campaign, DateTimeOffset LaunchedAt)
{
    public CampaignPlan Plan => Campaign.Pinned.Plan;

    /// <summary>No message is claimed before.</summary>
    public DateTimeOffset StartsAt => Plan.Schedule.StartsAt(LaunchedAt);

    /// <summary>No message is sent after.</summary>
    public DateTimeOffset ExpiresAt => Plan.Schedule.ExpiresAt(LaunchedAt);
}
