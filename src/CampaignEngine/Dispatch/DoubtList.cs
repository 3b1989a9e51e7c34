using CampaignEngine.Channels;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Messages in doubt, for a person to decide on. Only ranges in which something is open are read.</summary>
public sealed class DoubtList(NpgsqlDataSource source, TimeProvider clock, IOptions<SettleOptions> options)
{
    /// <param name="campaignId">Null: of all campaigns, and of the confirmations of refusals.</param>
    public async Task<IReadOnlyList<Doubt>> ExecuteAsync(int? campaignId, CancellationToken cancel)
    {
        var waiting = clock.GetUtcNow().AddHours(-options.Value.DoubtHours);
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<(int Run, int No, int? Campaign, string? Provider, DateTime Since, string Reason, string Ending)>(new("""
            SELECT m.run_id, m.message_no, r.campaign_id, m.provider, m.changed_at, m.reason, right(m.address, 3)
            FROM due d
            JOIN runs r ON r.run_id = d.run_id
            JOIN messages m ON m.run_id = d.run_id AND m.message_no BETWEEN d.first_no AND d.last_no
            WHERE m.status = 'in_doubt' AND (@campaignId::int IS NULL OR r.campaign_id = @campaignId)
            ORDER BY m.run_id, m.message_no
            """, new { campaignId }, cancellationToken: cancel)))
            .Select(d => new Doubt(new MessageReference(d.Run, d.No).ToString(), d.Campaign, d.Provider, d.Since, d.Reason, d.Ending, d.Since <= waiting.UtcDateTime)).ToList();
    }
}

/// <param name="Provider">Null: the worker was lost before it wrote down whom it called.</param>
/// <param name="Since">UTC.</param>
/// <param name="WaitsForPerson">False: look-ups and receipts may still settle it.</param>
/// <param name="AddressEnd">The last three characters of the address: enough to compare with a provider's list, too little to call.</param>
public sealed record Doubt(string Reference, int? CampaignId, string? Provider, DateTime Since, string Reason, string AddressEnd, bool WaitsForPerson);
