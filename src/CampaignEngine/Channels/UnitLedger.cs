using Dapper;
using Npgsql;

namespace CampaignEngine.Channels;

/// <summary>Counts units of a quota that the provider does not tell, for all workers; exact, and written before the call.</summary>
public sealed class UnitLedger(NpgsqlDataSource source)
{
    /// <returns>False: the call would go beyond the quota, and nothing is written.</returns>
    internal async Task<bool> SpendAsync(string provider, string bucket, DateOnly day, int units, int most, CancellationToken cancel)
    {
        if (units > most) return false;
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new("""
            INSERT INTO unit_ledger AS l (provider, bucket, day, used) VALUES (@provider, @bucket, @day, @units)
            ON CONFLICT (provider, bucket, day) DO UPDATE SET used = l.used + @units WHERE l.used + @units <= @most -- two at once: the second sees the first's
            """, new { provider, bucket, day, units, most }, cancellationToken: cancel)) == 1;
    }

    /// <summary>The provider says that nothing is left: somebody else spends too.</summary>
    internal async Task ExhaustAsync(string provider, string bucket, DateOnly day, int most, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new("""
            INSERT INTO unit_ledger AS l (provider, bucket, day, used) VALUES (@provider, @bucket, @day, @most)
            ON CONFLICT (provider, bucket, day) DO UPDATE SET used = greatest(l.used, @most) -- as above
            """, new { provider, bucket, day, most }, cancellationToken: cancel));
    }

    public async Task<int> UsedAsync(string provider, string bucket, DateOnly day, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(new("SELECT coalesce(max(used), 0) FROM unit_ledger WHERE provider = @provider AND bucket = @bucket AND day = @day",
            new { provider, bucket, day }, cancellationToken: cancel));
    }
}
