using System.Diagnostics;
using Dapper;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>
/// Business time: the database's clock plus the stored offset, so that all workers agree and a whole year can be simulated.
/// Read at start and by <see cref="SynchroniseAsync"/>; advanced in between by the machine's monotonic clock.
/// </summary>
public sealed class EngineClock(NpgsqlDataSource source) : TimeProvider
{
    private sealed record Reading(DateTimeOffset Time, long Ticks);

    private volatile Reading? reading;

    public override DateTimeOffset GetUtcNow()
    {
        var last = reading ?? throw new InvalidOperationException("The engine's clock is read before it was synchronised with the database.");
        return last.Time + Stopwatch.GetElapsedTime(last.Ticks);
    }

    public async Task SynchroniseAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var before = Stopwatch.GetTimestamp();
        var time = await connection.ExecuteScalarAsync<DateTime>(
            "SELECT clock_timestamp() + offset_us * interval '1 microsecond' FROM engine_clock");
        // The database read its clock somewhere between the two readings of ours.
        reading = new Reading(new DateTimeOffset(time, TimeSpan.Zero), before + (Stopwatch.GetTimestamp() - before) / 2);
    }

    /// <summary>Shifts business time for every process of this installation. Demo and tests only.</summary>
    public async Task ShiftToAsync(DateTimeOffset time, CancellationToken cancel)
    {
        await using (var connection = await source.OpenConnectionAsync(cancel))
            await connection.ExecuteAsync(
                "UPDATE engine_clock SET offset_us = (extract(epoch FROM @time - clock_timestamp()) * 1000000)::bigint", new { time = time.UtcDateTime });
        await SynchroniseAsync(cancel);
    }
}
