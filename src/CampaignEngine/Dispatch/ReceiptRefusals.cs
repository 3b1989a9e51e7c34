using CampaignEngine.Channels;
using CampaignEngine.Consent;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Refusals that a provider reports in a receipt (it has confirmed them to the person already).</summary>
internal static class ReceiptRefusals
{
    public static async Task RecordAsync(
        NpgsqlConnection connection, string provider, IReadOnlyList<MessageReference> references, DateTimeOffset at, CancellationToken cancel)
    {
        if (references.Count == 0) return;
        // In one order: two sets that refuse the same numbers in different orders would wait for each other.
        var keys = await connection.QueryAsync<byte[]>(new("""
            SELECT DISTINCT m.number_key FROM messages m JOIN unnest(@runs, @numbers) AS r (run_id, message_no) USING (run_id, message_no)
            WHERE m.run_id = ANY(@runs) AND m.attempt > 0 -- named once more, for the plan to leave out all other partitions
            ORDER BY m.number_key
            """, new { runs = references.Select(r => r.RunId).ToArray(), numbers = references.Select(r => r.MessageNo).ToArray() }, cancellationToken: cancel));
        foreach (var key in keys) await Suppressions.AddAsync(connection, key, SuppressionScope.Campaigns, $"provider:{provider}", at, cancel);
    }
}
