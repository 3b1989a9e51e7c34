using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Carriers;

/// <summary>
/// Applies the statuses of carriers' files as receipts are applied, set after set, by rank. A set is one transaction: what is marked is applied, and
/// what is applied twice changes nothing.
/// </summary>
public sealed class ApplyDeliveries(NpgsqlDataSource source, TakeReceipts take, TimeProvider clock)
{
    private const int SetSize = 2000;

    /// <returns>How many statuses moved a message.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var moved = 0;
        while (await ApplySetAsync(cancel) is { } ofSet) moved += ofSet;
        return moved;
    }

    /// <returns>Null: none waits.</returns>
    private async Task<int?> ApplySetAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var rows = (await connection.QueryAsync<Row>(new("""
            SELECT provider, message, coalesce(run_id, 0) AS run_id, coalesce(message_no, 0) AS message_no, at, status, code
            FROM carrier_deliveries WHERE effect IS NULL ORDER BY provider, message LIMIT @SetSize FOR NO KEY UPDATE SKIP LOCKED
            """, new { SetSize }, cancellationToken: cancel))).AsList();
        if (rows.Count == 0) return null;

        var (keys, moved) = (new List<(Row Row, string Effect)>(rows.Count), 0);
        foreach (var ofProvider in rows.GroupBy(r => r.Provider))
        {
            var known = ofProvider.Where(r => r.RunId > 0).ToList();
            var effects = await take.ExecuteAsync(connection, ofProvider.Key, [.. known.Select(r => r.Receipt)], clock.GetUtcNow(), cancel);
            keys.AddRange(known.Zip(effects, (row, effect) => (row, effect.ToString())));
            keys.AddRange(ofProvider.Where(r => r.RunId == 0).Select(row => (row, nameof(ReceiptEffect.UnknownMessage))));
            moved += effects.Count(e => e == ReceiptEffect.Applied);
        }
        await connection.ExecuteAsync(new("""
            UPDATE carrier_deliveries d SET effect = t.effect FROM unnest(@providers, @messages, @effects) AS t (provider, message, effect)
            WHERE d.provider = t.provider AND d.message = t.message
            """, new
        {
            providers = keys.Select(k => k.Row.Provider).ToArray(),
            messages = keys.Select(k => k.Row.Message).ToArray(),
            effects = keys.Select(k => k.Effect).ToArray(),
        }, cancellationToken: cancel));
        FailPoint.Reach(FailPoint.MidDeliveries);
        await transaction.CommitAsync(cancel);
        return moved;
    }

    private sealed record Row(string Provider, string Message, int RunId, int MessageNo, DateTime At, string Status, string? Code)
    {
        public Receipt Receipt => new(new MessageReference(RunId, MessageNo), ProviderId: null, Status switch
        {
            "sent" => DeliveryStatus.Sent,
            "delivered" => DeliveryStatus.Delivered,
            "undelivered" or "refused" => DeliveryStatus.Undelivered,
            "expired" => DeliveryStatus.Expired,
            _ => DeliveryStatus.Failed,
        }, Status, Code, At, Suppress: Status == "refused");
    }
}
