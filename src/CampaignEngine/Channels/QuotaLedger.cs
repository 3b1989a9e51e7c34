using System.Collections.Concurrent;
using CampaignEngine.Calendar;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Channels;

/// <param name="Most">A day's.</param>
/// <param name="Remaining">Of today.</param>
public sealed record QuotaReading(int Most, int Remaining);

/// <summary>
/// What providers tell of a day's quota, for all workers. Each answer counts it down, so it is written at most every few seconds, and at once where
/// nothing is left; in between it is known to this process only.
/// </summary>
public sealed class QuotaLedger(NpgsqlDataSource source, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Known> known = new();

    /// <summary>Null: not known. Asked before each call, read from the database now and then.</summary>
    public async Task<QuotaReading?> FindAsync(string provider, CancellationToken cancel)
    {
        var day = VietnamTime.Today(clock);
        if (known.TryGetValue(provider, out var last) && last.Day == day && TimeProvider.System.GetElapsedTime(last.Read) < Fresh) return last.Quota;
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            var quota = await connection.QuerySingleOrDefaultAsync<QuotaReading>(new(
                "SELECT most, remaining FROM provider_quotas WHERE provider = @provider AND day = @day", new { provider, day }, cancellationToken: cancel));
            known[provider] = new Known(day, quota, TimeProvider.System.GetTimestamp(), Written: last?.Written);
            return quota;
        }
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            return last?.Quota;
        }
    }

    /// <summary>Counted down by an answer; answers overtake each other, so the lower one stands.</summary>
    public async Task NoteAsync(string provider, QuotaReading quota, CancellationToken cancel)
    {
        var (day, now) = (VietnamTime.Today(clock), TimeProvider.System.GetTimestamp());
        var before = known.GetValueOrDefault(provider);
        if (before is { Quota: { } last } && before.Day == day && last.Most == quota.Most && last.Remaining < quota.Remaining) return;
        var due = quota.Remaining <= 0 || before?.Written is not { } written || before.Day != day || TimeProvider.System.GetElapsedTime(written) >= Fresh;
        known[provider] = new Known(day, quota, before?.Read ?? now, due ? now : before?.Written);
        if (due) await WriteAsync(provider, day, quota, "CASE WHEN q.most = excluded.most THEN least(q.remaining, excluded.remaining) ELSE excluded.remaining END", cancel);
    }

    /// <summary>Asked for: the provider's own count at this moment.</summary>
    public async Task SetAsync(string provider, QuotaReading quota, CancellationToken cancel)
    {
        var (day, now) = (VietnamTime.Today(clock), TimeProvider.System.GetTimestamp());
        known[provider] = new Known(day, quota, now, now);
        await WriteAsync(provider, day, quota, "excluded.remaining", cancel);
    }

    private async Task WriteAsync(string provider, DateOnly day, QuotaReading quota, string remaining, CancellationToken cancel)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            await connection.ExecuteAsync(new($"""
                INSERT INTO provider_quotas AS q (provider, day, most, remaining, read_at) VALUES (@provider, @day, @Most, @Remaining, @at)
                ON CONFLICT (provider, day) DO UPDATE SET most = excluded.most, remaining = {remaining}, read_at = excluded.read_at -- one row for all workers
                """, new { provider, day, quota.Most, quota.Remaining, at = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        }
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            // The next answer tells it again.
        }
    }

    /// <param name="Read">When the database was asked, in ticks of the machine.</param>
    /// <param name="Written">When it was last told.</param>
    private sealed record Known(DateOnly Day, QuotaReading? Quota, long Read, long? Written);
}
