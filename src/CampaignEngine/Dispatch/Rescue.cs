using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Takes back chunks whose worker was lost: what was in flight is in doubt, the rest is ready to be sent by another. Never sending to
/// pending: a job queue may rescue to retry, a message sender may not.
/// </summary>
public sealed class Rescue(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>How many chunks were taken back.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var rescued = 0;
        while (await TakeBackOneAsync(cancel)) rescued++;
        return rescued;
    }

    private async Task<bool> TakeBackOneAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // SKIP LOCKED: an owner who is alive after all and in the middle of a claim holds the row and renews its lease.
        // MATERIALIZED: one is chosen, once; run again for each row of an outer loop, the choice would take them all and return only one.
        var chunk = await connection.QuerySingleOrDefaultAsync<(int RunId, int FirstNo, int LastNo)?>(new("""
            WITH lost AS MATERIALIZED (
                SELECT run_id, chunk_no FROM chunks WHERE state = 'leased' AND lease_until < clock_timestamp()
                LIMIT 1 FOR UPDATE SKIP LOCKED
            )
            UPDATE chunks c SET state = 'ready', lease_owner = null, lease_until = null
            FROM lost
            WHERE c.run_id = lost.run_id AND c.chunk_no = lost.chunk_no
            RETURNING c.run_id, c.first_no, c.last_no
            """, cancellationToken: cancel));
        if (chunk is not { } lost) return false;
        await MessageStatuses.RescueToDoubtAsync(connection, lost.RunId, lost.FirstNo, lost.LastNo, clock.GetUtcNow(), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
