using CampaignEngine.Access;
using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Messages;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <param name="AlreadyLaunched">There was a run; this call changed nothing.</param>
public sealed record Launch(int RunId, bool AlreadyLaunched);

/// <summary>
/// Records that a campaign is to run; a worker does the rest (<see cref="LaunchJob"/>). Only exactly what was approved is launched, and once.
/// </summary>
public sealed class LaunchCampaign(NpgsqlDataSource source, TimeProvider clock, LaunchRules rules, RunPartition partition, IEnumerable<ILaunchStep> steps, AuditTrail audit)
{
    public async Task<Launch> ExecuteAsync(Actor actor, int campaignId, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        var campaign = await CampaignStore.GetAsync(connection, campaignId, cancel);
        if (await LaunchStore.FindAsync(connection, campaignId, cancel) is { } standing) return new Launch(standing, AlreadyLaunched: true);

        var now = clock.GetUtcNow();
        var approval = await ApprovalStore.FindAsync(connection, campaign, cancel);
        rules.Check(campaign, approval, now);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var alone = partition.IsLarge(approval!.ExpectedCount);
        await RunPartition.PrepareAsync(connection, alone, now, cancel);
        var (runId, isNew) = await LaunchStore.InsertAsync(connection, campaign, actor, now, cancel);
        await MessagePartitions.EnsureAsync(connection, runId, alone, cancel);
        if (isNew)
            foreach (var step in steps) await step.ApplyAsync(connection, runId, campaign.Pinned.Plan, now, cancel);
        if (isNew) await audit.WriteAsync(connection, actor, "campaign.launch", $"campaign {campaignId}", new { runId }, cancel);
        await transaction.CommitAsync(cancel);
        return new Launch(runId, AlreadyLaunched: !isNew);
    }
}
