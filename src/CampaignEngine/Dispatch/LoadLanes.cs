using CampaignEngine.Consent;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Reads what is pending in a chunk.</summary>
public sealed class LoadLanes(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<Lane>> ExecuteAsync(ClaimedChunk chunk, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Medium, string Class, int MessageNo, short Parts)>(new("""
            SELECT channel, class, message_no, parts FROM messages
            WHERE run_id = @RunId AND message_no BETWEEN @FirstNo AND @LastNo AND status = 'pending'
            ORDER BY message_no
            """, new { chunk.RunId, chunk.FirstNo, chunk.LastNo }, cancellationToken: cancel));
        return [.. rows.GroupBy(row => (row.Medium, row.Class)).Select(lane => new Lane(
            lane.Key.Medium, Enum.Parse<MessageClass>(lane.Key.Class), [.. lane.Select(row => new WaitingMessage(row.MessageNo, row.Parts))]))];
    }
}
