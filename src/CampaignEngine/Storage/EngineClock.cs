using System.Diagnostics;
using Dapper;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>
/// Business time: the database's clock plus the stored offset, so that all workers agree and a whole year can be simulated.
/// Read at start and again every half minute of use; advanced in between by the machine's monotonic clock.
/// </summary>
public sealed class EngineClock(NpgsqlDataSource source) : TimeProvider
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Correction = TimeSpan.FromSeconds(1);

    private sealed record Reading(DateTimeOffset Time, long Ticks)
    {
        public DateTimeOffset Now => Time + Stopwatch.GetElapsedTime(Ticks);
    }

    private volatile Reading? reading;
    private long tried;

    public override DateTimeOffset GetUtcNow()
    {
        var last = reading ?? throw new InvalidOperationException("The engine's clock is read before it was synchronised with the database.");
        var seen = Interlocked.Read(ref tried);
        if (Stopwatch.GetElapsedTime(seen) > ReadAgainAfter
            && Interlocked.CompareExchange(ref tried, Stopwatch.GetTimestamp(), seen) == seen)
            _ = ReadAgainAsync();
        return last.Now;
    }

    public Task SynchroniseAsync(CancellationToken cancel) => ReadAsync(shifted: false, cancel);

    /// <summary>Shifts business time for every process of this installation. Demo and tests only.</summary>
    public async Task ShiftToAsync(DateTimeOffset time, CancellationToken cancel)
    {
        await using (var connection = await source.OpenConnectionAsync(cancel))
            await connection.ExecuteAsync(
                "UPDATE engine_clock SET offset_us = (extract(epoch FROM @time - clock_timestamp()) * 1000000)::bigint", new { time = time.UtcDateTime });
        await ReadAsync(shifted: true, cancel);
    }

    private async Task ReadAsync(bool shifted, CancellationToken cancel)
    {
        Interlocked.Exchange(ref tried, Stopwatch.GetTimestamp());
        await using var connection = await source.OpenConnectionAsync(cancel);
        var before = Stopwatch.GetTimestamp();
        var time = new DateTimeOffset(await connection.ExecuteScalarAsync<DateTime>(
            "SELECT clock_timestamp() + offset_us * interval '1 microsecond' FROM engine_clock"), TimeSpan.Zero);
        // The database read its clock somewhere between the two readings of ours.
        var ticks = before + (Stopwatch.GetTimestamp() - before) / 2;
        // A small step back is not taken, so that what is written later never bears an earlier time; a large one was meant by somebody.
        if (!shifted && reading is { } last && last.Now - (time + Stopwatch.GetElapsedTime(ticks)) is { Ticks: > 0 } back && back < Correction) return;
        reading = new Reading(time, ticks);
    }

    private async Task ReadAgainAsync()
    {
        try
        {
            await SynchroniseAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException or TimeoutException)
        {
            // The database is away or the process is ending: the last reading serves until the next try.
        }
    }
}
