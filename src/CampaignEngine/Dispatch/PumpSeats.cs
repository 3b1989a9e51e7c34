using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The seats of the pumps: how many work at once, over all workers, and which of them needs a new job. Database clock.</summary>
public sealed class PumpSeats(NpgsqlDataSource source)
{
    /// <summary>
    /// Shorter than a chunk may take: a pump that works on one for longer may lose its seat and end after it, which costs nothing, while
    /// after a crash the seats are soon filled again.
    /// </summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Takes the seat or renews it; false where another holds it.</summary>
    public async Task<bool> TakeAsync(int seat, Guid owner, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // Guarded by the lease: of two jobs queued for one seat the second finds it held and ends.
        return await connection.ExecuteAsync(new("""
            INSERT INTO pumps AS p (seat, owner, lease_until, asked_until) VALUES (@seat, @owner, clock_timestamp() + @Lease, clock_timestamp())
            ON CONFLICT (seat) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
            WHERE p.owner = excluded.owner OR p.owner IS NULL OR p.lease_until < clock_timestamp()
            """, new { seat, owner, Lease }, cancellationToken: cancel)) == 1;
    }

    public async Task LeaveAsync(int seat, Guid owner)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE pumps SET owner = null, lease_until = clock_timestamp(), asked_until = clock_timestamp() WHERE seat = @seat AND owner = @owner", new { seat, owner });
    }

    /// <summary>Of the first so many seats those that nobody holds; each is named once in a lease's time, so that jobs do not pile up behind a busy worker.</summary>
    public async Task<IReadOnlyList<int>> VacantAsync(int count, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<int>(new("""
            INSERT INTO pumps AS p (seat, lease_until, asked_until)
            SELECT seat, clock_timestamp(), clock_timestamp() + @Lease FROM generate_series(1, @count) AS seat
            ON CONFLICT (seat) DO UPDATE SET asked_until = excluded.asked_until -- two sweeps at once: the row lock lets one of them name the seat
            WHERE p.lease_until <= clock_timestamp() AND p.asked_until <= clock_timestamp()
            RETURNING seat
            """, new { count, Lease }, cancellationToken: cancel))).AsList();
    }
}
