using CampaignEngine.Consent;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Reads what is pending in a chunk and not put off.</summary>
public sealed class LoadLanes(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<IReadOnlyList<Lane>> ExecuteAsync(ClaimedChunk chunk, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Medium, string Class, int MessageNo, short Parts, short Attempt, byte[] NumberKey)>(new("""
            SELECT channel, class, message_no, parts, attempt, number_key FROM messages m
            WHERE run_id = @RunId AND message_no BETWEEN @FirstNo AND @LastNo AND status = 'pending'
              AND NOT EXISTS (SELECT FROM deferrals d WHERE d.run_id = m.run_id AND d.message_no = m.message_no AND d.until > @now)
            ORDER BY message_no
            """, new { chunk.RunId, chunk.FirstNo, chunk.LastNo, now = clock.GetUtcNow() }, cancellationToken: cancel));
        return [.. rows.GroupBy(row => (row.Medium, row.Class)).Select(lane => new Lane(
            lane.Key.Medium, Enum.Parse<MessageClass>(lane.Key.Class), [.. lane.Select(row => new WaitingMessage(row.MessageNo, row.Parts, row.Attempt, row.NumberKey))]))];
    }
}
