using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Where a run stands: its state, its audience reconciled, its messages by status.</summary>
public sealed class RunStatus(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<RunStanding> ExecuteAsync(int runId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (await ArchivedRuns.FindAsync(connection, runId, cancel) is { } archived) return archived;
        var run = await connection.QuerySingleOrDefaultAsync<Run>(new(
            "SELECT run_id, campaign_id, state, reason, launched_at, finished_at FROM runs WHERE run_id = @runId", new { runId }, cancellationToken: cancel))
            ?? throw new RefusedException("unknown-run", $"run {runId}", $"Không có lần chạy số {runId}.", $"There is no run {runId}.");
        var members = await connection.QuerySingleAsync<RunNumbers>(new(RunStatusSql.Members, new { runId }, cancellationToken: cancel));
        var messages = await connection.QuerySingleAsync<RunNumbers>(new(RunStatusSql.Messages, new { runId }, cancellationToken: cancel));
        var byStatus = await connection.QueryAsync<(string Status, long Count)>(new(
            "SELECT status::text, count(*) FROM messages WHERE run_id = @runId GROUP BY status ORDER BY messages.status", new { runId }, cancellationToken: cancel));
        var reasons = await connection.QueryAsync<ReasonCount>(new("""
            SELECT status::text AS status, reason, count(*) AS count FROM messages WHERE run_id = @runId AND reason IS NOT NULL
            GROUP BY messages.status, reason ORDER BY messages.status, count DESC, reason
            """, new { runId }, cancellationToken: cancel));
        return new RunStanding(
            run.RunId, run.CampaignId, run.State, run.Reason, run.LaunchedAt, run.FinishedAt, members, messages,
            byStatus.ToDictionary(s => s.Status, s => s.Count), reasons.AsList())
        {
            Budget = await RunBudgets.FindAsync(connection, runId, cancel),
            PutOff = await DeferralStore.CountAsync(connection, runId, clock.GetUtcNow(), cancel),
        };
    }

    private sealed record Run(int RunId, int? CampaignId, string State, string? Reason, DateTime LaunchedAt, DateTime? FinishedAt);
}

/// <param name="Members">Per audience member, by one final state out of all their messages.</param>
/// <param name="Messages">The same sum per message.</param>
/// <param name="ByStatus">Messages by their status as stored; statuses without a message are absent.</param>
public sealed record RunStanding(
    int RunId, int? CampaignId, string State, string? Reason, DateTime LaunchedAt, DateTime? FinishedAt, RunNumbers Members, RunNumbers Messages,
    IReadOnlyDictionary<string, long> ByStatus, IReadOnlyList<ReasonCount> Reasons)
{
    /// <summary>Null where the campaign sets none.</summary>
    public BudgetUse? Budget { get; init; }

    /// <summary>Pending messages that wait for a time of their own.</summary>
    public IReadOnlyList<PutOffCount> PutOff { get; init; } = [];

    /// <summary>Its messages were detached then, and this is where it stood.</summary>
    public DateTime? ArchivedAt { get; init; }
}

public sealed record ReasonCount(string Status, string Reason, long Count);
