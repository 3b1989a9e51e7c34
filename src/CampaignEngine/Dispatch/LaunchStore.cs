using CampaignEngine.Access;
using CampaignEngine.Campaigns;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Rows of runs from launch to running.</summary>
internal static class LaunchStore
{
    /// <returns>The run of the campaign, and whether this call made it.</returns>
    public static async Task<(int RunId, bool IsNew)> InsertAsync(NpgsqlConnection connection, Campaign campaign, Actor actor, DateTimeOffset at, CancellationToken cancel)
    {
        var plan = campaign.Pinned.Plan;
        var made = await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            """
            INSERT INTO runs (campaign_id, kind, state, launched_by, launched_at, window_from, window_to, parts_per_second, channels)
            VALUES (@CampaignId, 'campaign', 'freezing', @UserId, @at, @from, @to, @PartsPerSecond, @channels)
            ON CONFLICT (campaign_id, occurrence) DO NOTHING -- a double click, a replayed call: the run there is stays the only one
            RETURNING run_id
            """,
            new
            {
                campaign.CampaignId,
                actor.UserId,
                at = at.UtcDateTime,
                from = plan.Schedule.Window?.From,
                to = plan.Schedule.Window?.To,
                plan.Limits.PartsPerSecond,
                channels = plan.Channels.Select(c => c.Channel).ToArray()
            },
            cancellationToken: cancel));
        if (made is { } runId && plan.Limits.BudgetDong is { } budget) await RunBudgets.SetAsync(connection, runId, budget, cancel);
        return made is { } mine ? (mine, true) : ((await FindAsync(connection, campaign.CampaignId, cancel))!.Value, false);
    }

    public static Task<int?> FindAsync(NpgsqlConnection connection, int campaignId, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "SELECT run_id FROM runs WHERE campaign_id = @campaignId AND occurrence = 1", new { campaignId }, cancellationToken: cancel));

    public static async Task<LaunchedRun> GetAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        var (campaignId, state, launchedAt) = await connection.QuerySingleAsync<(int, string, DateTime)>(new CommandDefinition(
            "SELECT campaign_id, state, launched_at FROM runs WHERE run_id = @runId AND kind = 'campaign'", new { runId }, cancellationToken: cancel));
        var campaign = await CampaignStore.GetAsync(connection, campaignId, cancel);
        return new LaunchedRun(runId, state, campaign, new DateTimeOffset(launchedAt, TimeSpan.Zero));
    }

    /// <summary>Moves a run on only from where it is thought to be: false when it was paused, cancelled or moved by another worker meanwhile.</summary>
    public static async Task<bool> MoveAsync(NpgsqlConnection connection, int runId, string from, string to, CancellationToken cancel) =>
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE runs SET state = @to WHERE run_id = @runId AND state = @from", new { runId, from, to }, cancellationToken: cancel)) == 1;

    /// <summary>A run that is not what was approved.</summary>
    public static Task StopAsync(NpgsqlConnection connection, int runId, string reason, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "UPDATE runs SET state = 'stopped', reason = @reason WHERE run_id = @runId AND state IN ('freezing', 'rendering')",
            new { runId, reason }, cancellationToken: cancel));
}
