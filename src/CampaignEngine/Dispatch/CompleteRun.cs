using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Ends a run whose chunks are all done and of which nothing is pending or in flight. Receipts may still come.</summary>
public sealed class CompleteRun(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task ExecuteAsync(int runId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!await connection.ExecuteScalarAsync<bool>(new("""
            SELECT state = 'running' AND campaign_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM chunks c WHERE c.run_id = r.run_id AND c.state <> 'done')
            FROM runs r WHERE run_id = @runId
            """, new { runId }, cancellationToken: cancel))) return;
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Locked first and judged by the statements after it, which see what they waited for: whoever sends something back to pending holds this
        // lock until it is visible, with its chunk. In one statement the lock would be waited for and the old snapshot believed.
        await connection.ExecuteAsync(new("SELECT FROM runs WHERE run_id = @runId FOR NO KEY UPDATE", new { runId }, cancellationToken: cancel));
        // The last guard against a message forgotten in a chunk that was counted as done.
        if (await ChunkStore.ReopenAsync(connection, runId) == 0)
            await connection.ExecuteAsync(new("""
                UPDATE runs r SET state = 'completed', finished_at = @at
                WHERE run_id = @runId AND state = 'running'
                  AND NOT EXISTS (SELECT FROM chunks c WHERE c.run_id = r.run_id AND c.state <> 'done')
                  AND NOT EXISTS (SELECT FROM messages m WHERE m.run_id = r.run_id AND m.status IN ('pending', 'sending'))
                  AND NOT EXISTS (SELECT FROM next_channel n WHERE n.run_id = r.run_id)
                """, new { runId, at = clock.GetUtcNow() }, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }
}
