using CampaignEngine.Campaigns;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What another room begins with a run. Called once, on the connection and in the transaction of the launch.</summary>
public interface ILaunchStep
{
    Task ApplyAsync(NpgsqlConnection connection, int runId, CampaignPlan plan, DateTimeOffset launchedAt, CancellationToken cancel);
}
