using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Whether the engine is in recovery, and which messages may have been sent by the life of this database that was lost.</summary>
public sealed class RecoveryStatus(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<RecoveryStanding> ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var lineage = await LineageStore.ReadAsync(connection, seen: 0, cancel);
        if (lineage.RecoveryBegunAt is not { } begun) return new RecoveryStanding(false, null, null, null, []);
        var runs = await connection.QueryAsync<(int RunId, int? CampaignId, string State, string? PausedFrom)>(new("""
            SELECT run_id, campaign_id, state, paused_from FROM runs
            WHERE state NOT IN ('completed', 'cancelled') AND launched_at <= @begun ORDER BY run_id
            """, new { begun }, cancellationToken: cancel));
        var standing = new List<RecoveryRun>();
        foreach (var run in runs)
        {
            var (pending, inDoubt, untouched) = await connection.QuerySingleAsync<(long, long, bool)>(new("""
                SELECT count(*) FILTER (WHERE status = 'pending'), count(*) FILTER (WHERE status IN ('sending', 'in_doubt')),
                       coalesce(max(attempt), 0) = 0 AND NOT EXISTS (SELECT FROM chunks c WHERE c.run_id = @RunId AND c.ready_at <= @now)
                FROM messages WHERE run_id = @RunId
                """, new { run.RunId, now = clock.GetUtcNow() }, commandTimeout: 0, cancellationToken: cancel));
            var whole = (run.PausedFrom ?? run.State) is not (RunState.Freezing or RunState.Rendering or RunState.Stopped);
            standing.Add(new RecoveryRun(run.RunId, run.CampaignId, run.State, whole, pending, inDoubt, whole && untouched));
        }
        return new RecoveryStanding(true, lineage.RecoverySince, begun, lineage.RecoveryReason, standing);
    }
}

/// <param name="Since">The end of what the database remembers, UTC; what went out after it is not known.</param>
/// <param name="Reason">another-database, older-than-seen, or by-hand.</param>
/// <param name="Runs">Under way when the backup was made: what is pending in them may have been sent.</param>
public sealed record RecoveryStanding(bool InRecovery, DateTime? Since, DateTime? BegunAt, string? Reason, IReadOnlyList<RecoveryRun> Runs);

/// <param name="Whole">All its messages are there; one that is still to be rendered must be rendered or cancelled first.</param>
/// <param name="Untouched">Its start is still to come, so nothing of it can have been sent.</param>
public sealed record RecoveryRun(int RunId, int? CampaignId, string State, bool Whole, long Pending, long InDoubt, bool Untouched);
