using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Takes the next ready chunk of a run that is running and whose hours are open.</summary>
public sealed class ClaimChunk(NpgsqlDataSource source, ChunkStore chunks, ClaimPermit permit, TimeProvider clock, IOptions<DispatchOptions> options)
{
    // SKIP LOCKED: pumps of all workers take different chunks without waiting for each other. The lease runs on the database's clock,
    // which all workers share. Confirmations of refusals go first: 'refusal-confirmation' sorts after 'campaign'.
    // MATERIALIZED: chosen once, whatever the plan. Run again for each row of an outer loop, the choice would lock one chunk after the other.
    private const string Sql = $"""
        WITH next AS MATERIALIZED (
            SELECT ch.run_id, ch.chunk_no, r.kind, r.window_from, r.window_to, r.parts_per_second,
                CASE WHEN cardinality(r.channels) > 1 THEN r.channels[1] END AS first_channel
            FROM chunks ch JOIN runs r USING (run_id)
            WHERE r.state = 'running' AND ch.state = 'ready' AND ch.ready_at <= @now
              AND {LineageStore.Permitted}
            ORDER BY r.kind DESC, ch.run_id, ch.ready_at, ch.chunk_no
            LIMIT 1
            FOR UPDATE OF ch SKIP LOCKED
        )
        UPDATE chunks c SET state = 'leased', lease_owner = @owner, lease_until = clock_timestamp() + @lease
        FROM next
        WHERE c.run_id = next.run_id AND c.chunk_no = next.chunk_no
        RETURNING c.run_id, c.chunk_no, c.first_no, c.last_no, next.kind, next.window_from, next.window_to, next.parts_per_second, next.first_channel,
            (SELECT max(beat) FROM beats) AS beat
        """;

    /// <summary>Null where nothing is to be done now. A run whose hours are closed is put off as a whole until they open.</summary>
    public async Task<ClaimedChunk?> ExecuteAsync(Guid owner, CancellationToken cancel)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var chunk = await TakeAsync(owner, now, cancel);
            // Nothing to do, or not permitted: asked here only, so that a claim that finds work pays nothing for it.
            if (chunk is null && await permit.RefreshAsync(cancel)) continue;
            if (chunk?.Window is not { } window || window.IsOpen(now)) return chunk;
            await chunks.PutOffRunAsync(chunk, window.NextOpen(now), cancel);
        }
    }

    private async Task<ClaimedChunk?> TakeAsync(Guid owner, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new(Sql,
            new { owner, now, lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds), permit.Seen, permit.Verified }, cancellationToken: cancel));
        if (row is null) return null;
        if (row.Beat is { } beat) permit.Saw(beat);
        return new ClaimedChunk(row.RunId, row.ChunkNo, row.FirstNo, row.LastNo, owner, row.Kind, options.Value.WindowOf(row.Kind, row.WindowFrom, row.WindowTo), row.PartsPerSecond, row.FirstChannel);
    }

    private sealed record Row(
        int RunId, int ChunkNo, int FirstNo, int LastNo, string Kind, TimeOnly? WindowFrom, TimeOnly? WindowTo, int? PartsPerSecond, string? FirstChannel, long? Beat);
}
