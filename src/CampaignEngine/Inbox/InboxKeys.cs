using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace CampaignEngine.Inbox;

/// <summary>One key a month: dropping it erases what that month brought, in one row.</summary>
public sealed class InboxKeys
{
    private readonly ConcurrentDictionary<DateOnly, byte[]> sealing = new();

    public static DateOnly Month(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    /// <summary>The key bodies of that month are sealed under; made by the first that needs it.</summary>
    public async Task<byte[]> ForSealingAsync(NpgsqlConnection connection, DateOnly month, CancellationToken cancel)
    {
        if (sealing.TryGetValue(month, out var known)) return known;
        // Two processes may make the month's first key at once: one of the two is kept, and both read it back.
        await connection.ExecuteAsync(new("INSERT INTO inbox_keys (month, key) VALUES (@month, @key) ON CONFLICT DO NOTHING",
            new { month, key = RandomNumberGenerator.GetBytes(SealedBody.KeyLength) }, cancellationToken: cancel));
        var keys = await FindAsync(connection, [month], cancel);
        return sealing[month] = keys[month];
    }

    /// <summary>The keys that still exist. Asked of the database each time: what was erased stays erased.</summary>
    public static async Task<IReadOnlyDictionary<DateOnly, byte[]>> FindAsync(NpgsqlConnection connection, DateOnly[] months, CancellationToken cancel) =>
        (await connection.QueryAsync<(DateOnly Month, byte[] Key)>(new(
            "SELECT month, key FROM inbox_keys WHERE month = ANY(@months)", new { months }, cancellationToken: cancel)))
        .ToDictionary(row => row.Month, row => row.Key);
}
