using Dapper;
using Npgsql;

namespace CampaignEngine.Alerts;

/// <param name="Mailed">When; null: not yet, or not at all where there is no mail server.</param>
/// <param name="State">Of its mail.</param>
public sealed record Alert(DateTime FoundAt, string Who, string Vi, string En, string? State, DateTime? Mailed);

/// <summary>What was found, newest first.</summary>
public sealed class AlertList(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<Alert>> ExecuteAsync(int most, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Alert>(new("""
            SELECT a.found_at, a.who, a.vi, a.en, m.state, m.sent_at AS mailed FROM alerts a LEFT JOIN alert_mails m USING (mail_id) ORDER BY a.found_at DESC, a.alert_key LIMIT @most
            """, new { most }, cancellationToken: cancel))).AsList();
    }
}
