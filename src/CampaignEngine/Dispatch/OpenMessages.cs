using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Reads what is to be asked about in a range: all that is in doubt, and what was taken and has been silent for long.</summary>
public sealed class OpenMessages(NpgsqlDataSource source, TimeProvider clock, IOptions<SettleOptions> options)
{
    // The ledger knows when the last attempt was claimed; where no cap holds, the launch is the only time that is surely before it.
    private const string Sql = """
        SELECT m.message_no, m.status::text AS status, m.attempt, m.channel AS medium, m.class, m.parts, m.address, m.number_key, t.body, m.provider, m.provider_id,
            m.changed_at, coalesce(c.at, r.launched_at) AS claimed_after
        FROM messages m
        JOIN message_texts t ON t.run_id = m.run_id AND t.message_no = m.message_no
        JOIN runs r ON r.run_id = m.run_id
        LEFT JOIN contacts c ON c.number_key = m.number_key AND c.run_id = m.run_id AND c.message_no = m.message_no
        WHERE m.run_id = @RunId AND m.message_no BETWEEN @FirstNo AND @LastNo
          AND (m.status = 'in_doubt' OR m.status IN ('accepted', 'sent') AND m.changed_at <= @silentSince)
        ORDER BY m.message_no
        """;

    public async Task<IReadOnlyList<OpenMessage>> FindAsync(DueRange range, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ahead = TimeProvider.System.GetUtcNow() - now;
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new(
            Sql, new { range.RunId, range.FirstNo, range.LastNo, silentSince = now.AddSeconds(-options.Value.PollSeconds) }, cancellationToken: cancel));
        return [.. rows.Select(row => new OpenMessage(new MessageReference(range.RunId, row.MessageNo), MessageStatusNames.Parse(row.Status), row.Attempt, row.Medium, Enum.Parse<MessageClass>(row.Class), row.Parts,
            row.Address, row.NumberKey, row.Body, row.Provider, row.ProviderId, row.ChangedAt, new DateTimeOffset(row.ClaimedAfter) + ahead))];
    }

    private sealed record Row(
        int MessageNo, string Status, short Attempt, string Medium, string Class, short Parts, string Address, byte[] NumberKey, string Body, string? Provider, string? ProviderId,
        DateTime ChangedAt, DateTime ClaimedAfter);
}
