using System.Globalization;
using CampaignEngine.Approvals;
using CampaignEngine.Audiences;
using CampaignEngine.Campaigns;
using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Freezes the audience of a launched run; stops the run when it is not what was approved.</summary>
public sealed class FreezeRun(NpgsqlDataSource source, FreezeAudience freeze)
{
    internal async Task ExecuteAsync(LaunchedRun run, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var objection = await FreezeAsync(connection, run, cancel);
        FailPoint.Reach(FailPoint.MidFreeze);
        if (objection is not null)
        {
            // The audience goes with the transaction: a run that never began targets nobody.
            await transaction.RollbackAsync(cancel);
            await LaunchStore.StopAsync(connection, run.RunId, objection, cancel);
        }
        // The state moves with the audience, so that a run is either not frozen or wholly frozen. Guarded: a cancel meanwhile wins.
        else if (await LaunchStore.MoveAsync(connection, run.RunId, RunState.Freezing, RunState.Rendering, cancel)) await transaction.CommitAsync(cancel);
    }

    private async Task<string?> FreezeAsync(NpgsqlConnection connection, LaunchedRun run, CancellationToken cancel)
    {
        if (await ApprovalStore.FindAsync(connection, run.Campaign, cancel) is not { } approval) return "approval-void: the plan is not the one that was approved";
        try
        {
            var targeted = await freeze.ExecuteAsync(connection, run.RunId, run.Campaign.Pinned, cancel);
            return Objection(run.Plan, approval, targeted);
        }
        catch (RefusedException refused)
        {
            return $"rule-void: {refused.Problems[0].Where}: {refused.Problems[0].En}";
        }
    }

    private static string? Objection(CampaignPlan plan, Approval approval, long targeted)
    {
        if (!approval.Allows(targeted))
            return string.Create(CultureInfo.InvariantCulture,
                $"audience-beyond-tolerance: {approval.ExpectedCount} approved ± {approval.TolerancePercent} %, now {targeted}");
        if (targeted > plan.Limits.MaxMessages)
            return string.Create(CultureInfo.InvariantCulture, $"too-many: {targeted}, at most {plan.Limits.MaxMessages}");
        return null;
    }
}
