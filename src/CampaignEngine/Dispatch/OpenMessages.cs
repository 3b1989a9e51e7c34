using CampaignEngine.Channels;
using CampaignEngine.Messages;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Reads what is to be asked about in a range: all that is in doubt, and what was taken and has been silent for long.</summary>
public sealed class OpenMessages(NpgsqlDataSource source, TimeProvider clock, IOptions<SettleOptions> options)
{
    public async Task<IReadOnlyList<OpenMessage>> FindAsync(DueRange range, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(int No, string Status, short Attempt, string Medium, string Address, string Body, string? Provider, string? ProviderId, DateTime Since)>(new("""
            SELECT m.message_no, m.status::text, m.attempt, m.channel, m.address, t.body, m.provider, m.provider_id, m.changed_at
            FROM messages m JOIN message_texts t ON t.run_id = m.run_id AND t.message_no = m.message_no
            WHERE m.run_id = @RunId AND m.message_no BETWEEN @FirstNo AND @LastNo
              AND (m.status = 'in_doubt' OR m.status IN ('accepted', 'sent') AND m.changed_at <= @silentSince)
            ORDER BY m.message_no
            """, new { range.RunId, range.FirstNo, range.LastNo, silentSince = clock.GetUtcNow().AddSeconds(-options.Value.PollSeconds) }, cancellationToken: cancel));
        return [.. rows.Select(row => new OpenMessage(new MessageReference(range.RunId, row.No), MessageStatusNames.Parse(row.Status), row.Attempt,
            row.Medium, row.Address, row.Body, row.Provider, row.ProviderId, row.Since))];
    }

    /// <summary>The machine's time before which no message of the run was sent: providers do not know business time.</summary>
    public async Task<DateTimeOffset> LaunchedAsync(int runId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var launched = await connection.ExecuteScalarAsync<DateTime>(new("SELECT launched_at FROM runs WHERE run_id = @runId", new { runId }, cancellationToken: cancel));
        return TimeProvider.System.GetUtcNow() - (clock.GetUtcNow() - new DateTimeOffset(launched, TimeSpan.Zero));
    }
}
