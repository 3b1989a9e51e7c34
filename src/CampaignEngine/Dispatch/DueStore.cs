using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The ranges that are to be looked at again, each by one worker at a time.</summary>
public sealed class DueStore(NpgsqlDataSource source, TimeProvider clock, IOptions<SettleOptions> options)
{
    /// <summary>Before anything of the chunk is sent: whatever becomes of the worker, somebody will look.</summary>
    public async Task AddAsync(ClaimedChunk chunk, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new("""
            INSERT INTO due (run_id, first_no, last_no, due_at) VALUES (@RunId, @FirstNo, @LastNo, @dueAt)
            ON CONFLICT (run_id, first_no) DO UPDATE SET due_at = excluded.due_at, tries = 0 -- begun before: what is sent now is looked at as soon
            WHERE due.due_at > excluded.due_at
            """, new { chunk.RunId, chunk.FirstNo, chunk.LastNo, dueAt = clock.GetUtcNow().AddSeconds(options.Value.FirstSeconds) }, cancellationToken: cancel));
    }

    /// <summary>At the next look, whatever was planned; in the caller's transaction.</summary>
    internal static Task LookNowAsync(NpgsqlConnection connection, int runId, int firstNo, int lastNo, DateTimeOffset now, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            INSERT INTO due (run_id, first_no, last_no, due_at) VALUES (@runId, @firstNo, @lastNo, @now)
            ON CONFLICT (run_id, first_no) DO UPDATE SET due_at = excluded.due_at, tries = 0, lease_until = null -- and who looks at it meanwhile does not put it off
            """, new { runId, firstNo, lastNo, now }, cancellationToken: cancel));

    /// <summary>Null where nothing is due.</summary>
    public async Task<DueRange?> TakeAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // SKIP LOCKED: several workers look at different ranges. The lease runs on the database's clock, which they share.
        // MATERIALIZED: chosen once, whatever the plan.
        return await connection.QuerySingleOrDefaultAsync<DueRange>(new("""
            WITH next AS MATERIALIZED (
                SELECT run_id, first_no FROM due
                WHERE due_at <= @now AND (lease_until IS NULL OR lease_until < clock_timestamp())
                ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            )
            UPDATE due d SET tries = d.tries + 1, lease_until = clock_timestamp() + @lease
            FROM next
            WHERE d.run_id = next.run_id AND d.first_no = next.first_no
            RETURNING d.run_id, d.first_no, d.last_no, d.tries
            """, new { now = clock.GetUtcNow(), lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds) }, cancellationToken: cancel));
    }

    /// <summary>In the transaction that wrote the answers down: gone where nothing of the range is open, else due again.</summary>
    internal Task FinishAsync(NpgsqlConnection connection, DueRange range, CancellationToken cancel)
    {
        var wait = Math.Min(options.Value.LongestSeconds, options.Value.FirstSeconds * Math.Pow(2, Math.Min(range.Tries, 30)));
        return connection.ExecuteAsync(new("""
            -- Locked first, in a statement of its own: who begins the chunk again comes wholly before, and is seen below, or wholly after.
            SELECT FROM due WHERE run_id = @RunId AND first_no = @FirstNo FOR UPDATE;
            WITH open AS (
                SELECT EXISTS (
                    SELECT FROM messages WHERE run_id = @RunId AND message_no BETWEEN @FirstNo AND @LastNo
                      AND status IN ('pending', 'sending', 'in_doubt', 'accepted', 'sent')) AS any
            ), ended AS (
                DELETE FROM due USING open WHERE run_id = @RunId AND first_no = @FirstNo AND NOT open.any
            )
            UPDATE due SET due_at = CASE WHEN tries = @Tries THEN @dueAt ELSE due_at END, lease_until = null -- other tries: the chunk was begun again meanwhile
            FROM open WHERE run_id = @RunId AND first_no = @FirstNo AND open.any
            """, new { range.RunId, range.FirstNo, range.LastNo, range.Tries, dueAt = clock.GetUtcNow().AddSeconds(wait) }, cancellationToken: cancel));
    }
}
