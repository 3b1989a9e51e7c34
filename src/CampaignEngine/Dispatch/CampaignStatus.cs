using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Inbox;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <param name="Approval">Of the plan as it stands now; null where there is none.</param>
/// <param name="Run">Null before the launch.</param>
/// <param name="Excluded">People of the frozen audience who are not targeted, by the gate's reason.</param>
/// <param name="NotUnderstood">Receipts and replies of any run that no reader understood: a person must look.</param>
public sealed record CampaignStanding(
    int CampaignId, string Title, string Class, Approval? Approval, RunStanding? Run, IReadOnlyDictionary<string, long> Excluded,
    IReadOnlyList<UnknownCount> NotUnderstood);

/// <summary>Where a campaign stands, from its creation to the last receipt.</summary>
public sealed class CampaignStatus(NpgsqlDataSource source, RunStatus runStatus, UnknownBodies unknown)
{
    public async Task<CampaignStanding> ExecuteAsync(int campaignId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var campaign = await CampaignStore.GetAsync(connection, campaignId, cancel);
        var approval = await ApprovalStore.FindAsync(connection, campaign, cancel);
        var runId = await LaunchStore.FindAsync(connection, campaignId, cancel);
        var excluded = await connection.QueryAsync<(string Reason, long People)>(new(
            "SELECT excluded, count(*) FROM audience_members WHERE run_id = @runId AND excluded IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
            new { runId }, cancellationToken: cancel));
        return new CampaignStanding(
            campaignId, campaign.Title, campaign.Pinned.Plan.Class.ToString(), approval,
            runId is { } id ? await runStatus.ExecuteAsync(id, cancel) : null, excluded.ToDictionary(e => e.Reason, e => e.People),
            await unknown.CountAsync(cancel));
    }

    /// <summary>The run of a campaign that pause, resume and cancel act on.</summary>
    public async Task<int> RunOfAsync(int campaignId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await LaunchStore.FindAsync(connection, campaignId, cancel) ?? throw new RefusedException("not-launched", $"campaign {campaignId}",
            $"Chiến dịch {campaignId} chưa được phát.", $"Campaign {campaignId} is not launched.");
    }
}
