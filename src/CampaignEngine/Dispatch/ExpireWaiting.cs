using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Expires what waits past its time in chunks nobody holds: paused, put off until the hours open, or behind a stopped sender.</summary>
public sealed class ExpireWaiting(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        // A run's messages expire together, so a chunk's first one tells for all. Looked up chunk by chunk: a join might read every partition.
        var waiting = await connection.QueryAsync<(int RunId, int ChunkNo, int FirstNo, int LastNo)>(new("""
            SELECT c.run_id, c.chunk_no, c.first_no, c.last_no FROM chunks c
            WHERE c.state = 'ready'
              AND (SELECT m.expires_at FROM messages m WHERE m.run_id = c.run_id AND m.message_no = c.first_no) <= @now
            """, new { now }, cancellationToken: cancel));
        foreach (var (runId, chunkNo, firstNo, lastNo) in waiting)
        {
            await MessageStatuses.ExpireAsync(connection, runId, firstNo, lastNo, now, cancel);
            // Guarded by the state: a pump that claimed it meanwhile gives it back itself.
            await connection.ExecuteAsync(new("""
                UPDATE chunks SET state = 'done' WHERE run_id = @runId AND chunk_no = @chunkNo AND state = 'ready' AND NOT EXISTS (
                    SELECT FROM messages WHERE run_id = @runId AND message_no BETWEEN @firstNo AND @lastNo AND status = 'pending')
                """, new { runId, chunkNo, firstNo, lastNo }, cancellationToken: cancel));
        }
    }
}
