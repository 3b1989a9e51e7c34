using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The lease of a chunk: renewed, given back, put off, lost.</summary>
public sealed class ChunkStore(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>
    /// Renews the lease and returns the state of the run; null where the lease is lost. Locks the chunk's row until the caller's
    /// transaction ends, so that no cancel or rescue comes between this check and what is marked under it.
    /// </summary>
    internal static Task<string?> RenewAsync(NpgsqlConnection connection, ClaimedChunk chunk, TimeSpan lease, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<string?>(new("""
            UPDATE chunks c SET lease_until = clock_timestamp() + @lease
            FROM runs r
            WHERE c.run_id = @RunId AND c.chunk_no = @ChunkNo AND c.lease_owner = @Owner AND r.run_id = c.run_id
            RETURNING r.state
            """, new { chunk.RunId, chunk.ChunkNo, chunk.Owner, lease }, cancellationToken: cancel));

    /// <summary>
    /// Gives the chunk back: done when nothing in it is pending, else ready again at the time given, or later where all that is pending is
    /// put off message by message.
    /// </summary>
    public async Task ReleaseAsync(ClaimedChunk chunk, DateTimeOffset readyAt)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Guarded by the owner: a chunk that was rescued or cancelled meanwhile belongs to another.
        var mine = await connection.ExecuteAsync("""
            UPDATE chunks SET lease_owner = null, lease_until = null, ready_at = greatest(@readyAt, pending.since),
                state = CASE WHEN pending.since IS NULL THEN 'done' ELSE 'ready' END
            FROM (
                SELECT min(coalesce(d.until, '-infinity')) AS since FROM messages m LEFT JOIN deferrals d USING (run_id, message_no)
                WHERE m.run_id = @RunId AND m.message_no BETWEEN @FirstNo AND @LastNo AND m.status = 'pending') pending
            WHERE run_id = @RunId AND chunk_no = @ChunkNo AND lease_owner = @Owner
            """, new { chunk.RunId, chunk.ChunkNo, chunk.FirstNo, chunk.LastNo, chunk.Owner, readyAt = readyAt.ToUniversalTime() });
        if (mine == 0) await SettlePendingAsync(connection, chunk.RunId, chunk.FirstNo, chunk.LastNo, clock.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>Puts the chunk in hand and all others of its run off until then.</summary>
    public async Task PutOffRunAsync(ClaimedChunk chunk, DateTimeOffset until, CancellationToken cancel)
    {
        await using (var connection = await source.OpenConnectionAsync(cancel))
            await connection.ExecuteAsync(new(
                "UPDATE chunks SET ready_at = @until WHERE run_id = @RunId AND state = 'ready' AND ready_at < @until",
                new { chunk.RunId, until = until.ToUniversalTime() }, cancellationToken: cancel));
        await ReleaseAsync(chunk, until);
    }

    /// <summary>What was sent back to pending outside a claim: cancelled with its run, else a chunk to do again.</summary>
    internal static async Task SettlePendingAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, DateTimeOffset now, CancellationToken cancel)
    {
        // Locked until the caller's transaction ends: a cancel comes wholly before or wholly after.
        var state = await connection.ExecuteScalarAsync<string>(new(
            "SELECT state FROM runs WHERE run_id = @runId FOR NO KEY UPDATE", new { runId }, cancellationToken: cancel));
        if (state == RunState.Cancelled) await MessageStatuses.CancelAsync(connection, runId, firstNo, lastNo, now, cancel);
        else await ReopenAsync(connection, runId, firstNo, lastNo);
    }

    /// <summary>Chunks counted as done in which something is pending after all become ready again, and a run that was completed goes on.</summary>
    internal static Task<int> ReopenAsync(NpgsqlConnection connection, int runId) => ReopenAsync(connection, runId, 1, int.MaxValue);

    private static async Task<int> ReopenAsync(NpgsqlConnection connection, int runId, int firstNo, int lastNo)
    {
        // Chunks do not overlap: the first that can touch the range is the last that begins at or before it. Said so, the others are not visited;
        // this is asked for every range that is looked at, and a large run has ten thousand chunks.
        var reopened = await connection.ExecuteAsync("""
            UPDATE chunks c SET state = 'ready'
            WHERE c.run_id = @runId AND c.state = 'done' AND c.first_no <= @lastNo AND c.last_no >= @firstNo
              AND c.first_no >= coalesce((SELECT max(f.first_no) FROM chunks f WHERE f.run_id = @runId AND f.first_no <= @firstNo), 0) AND EXISTS (
                SELECT FROM messages m WHERE m.run_id = c.run_id AND m.message_no BETWEEN c.first_no AND c.last_no AND m.status = 'pending')
            """, new { runId, firstNo, lastNo });
        if (reopened > 0) await GoOnAsync(connection, runId, CancellationToken.None);
        return reopened;
    }

    /// <summary>A run that was completed has something to send again.</summary>
    internal static Task GoOnAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "UPDATE runs SET state = 'running', finished_at = null WHERE run_id = @runId AND state = 'completed'", new { runId }, cancellationToken: cancel));
}
