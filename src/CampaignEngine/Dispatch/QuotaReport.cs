using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What the senders of the settings have used of their quotas.</summary>
public sealed class QuotaReport(NpgsqlDataSource source, SenderFor senders, TimeProvider clock)
{
    public async Task<IReadOnlyList<QuotaUse>> ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var uses = new List<QuotaUse>();
        foreach (var sender in senders.All)
            foreach (var bucket in QuotaBuckets.Of(sender.Limits, clock.GetUtcNow()))
                uses.Add(new QuotaUse(sender.Provider, bucket.Period, await connection.ExecuteScalarAsync<int>(new(
                    "SELECT used FROM sender_quotas WHERE sender = @Provider AND period = @Period AND starts_on = @StartsOn",
                    new { sender.Provider, bucket.Period, bucket.StartsOn }, cancellationToken: cancel)), bucket.Most, bucket.Frees));
        return uses;
    }
}

/// <param name="Period">day or month, in the provider's zone.</param>
/// <param name="Frees">When the next one begins, UTC.</param>
public sealed record QuotaUse(string Sender, string Period, int Used, int Most, DateTimeOffset Frees);
