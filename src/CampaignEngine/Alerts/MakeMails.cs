using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Alerts;

/// <summary>Puts what was found into one mail an address, so that a thousand late communes are one mail to who stands above them.</summary>
public sealed class MakeMails(NpgsqlDataSource source, IOptions<AlertOptions> options, TimeProvider clock)
{
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        if (options.Value.SmtpHost.Length == 0) return 0;
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Locked: two workers put no alert into two mails.
        var waiting = (await connection.QueryAsync<(string Key, string Who)>(new("SELECT alert_key, who FROM alerts WHERE mail_id IS NULL ORDER BY alert_key FOR UPDATE SKIP LOCKED", cancellationToken: cancel))).AsList();
        var made = 0;
        foreach (var mail in waiting.Select(a => (a.Key, Address: options.Value.AddressOf(a.Who))).Where(a => a.Address is not null).GroupBy(a => a.Address!, StringComparer.OrdinalIgnoreCase))
        {
            await connection.ExecuteAsync(new("""
                WITH mail AS (INSERT INTO alert_mails (address, next_at, made_at) VALUES (@address, @now, @now) RETURNING mail_id)
                UPDATE alerts a SET mail_id = mail.mail_id FROM mail WHERE a.alert_key = ANY(@keys)
                """, new { address = mail.Key, now = clock.GetUtcNow().UtcDateTime, keys = mail.Select(a => a.Key).ToArray() }, cancellationToken: cancel));
            made++;
        }
        await transaction.CommitAsync(cancel);
        return made;
    }
}
