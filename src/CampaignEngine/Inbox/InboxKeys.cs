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

    /// <summary>Words of ours about a body, sealed as it is: they go with their month's.</summary>
    public async Task<(DateOnly Month, byte[] Body)> SealAsync(NpgsqlDataSource source, DateTimeOffset at, string words, CancellationToken cancel)
    {
        // On a connection of its own: see InboxStore.AddAsync.
        await using var apart = await source.OpenConnectionAsync(cancel);
        return (Month(at), SealedBody.Seal(await ForSealingAsync(apart, Month(at), cancel), System.Text.Encoding.UTF8.GetBytes(words)));
    }

    /// <summary>Null where the month's key was dropped.</summary>
    public static async Task<string?> OpenAsync(NpgsqlConnection connection, DateOnly month, byte[] body, CancellationToken cancel) =>
        (await FindAsync(connection, [month], cancel)).TryGetValue(month, out var key) && SealedBody.Open(key, body) is { } words ? System.Text.Encoding.UTF8.GetString(words) : null;

    /// <summary>The keys that still exist. Asked of the database each time: what was erased stays erased.</summary>
    public static async Task<IReadOnlyDictionary<DateOnly, byte[]>> FindAsync(NpgsqlConnection connection, DateOnly[] months, CancellationToken cancel) =>
        (await connection.QueryAsync<(DateOnly Month, byte[] Key)>(new(
            "SELECT month, key FROM inbox_keys WHERE month = ANY(@months)", new { months }, cancellationToken: cancel)))
        .ToDictionary(row => row.Month, row => row.Key);
}
