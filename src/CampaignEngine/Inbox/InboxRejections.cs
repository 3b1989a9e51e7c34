using CampaignEngine.Calendar;
using Dapper;
using Npgsql;

namespace CampaignEngine.Inbox;

/// <summary>
/// Counts what was turned away, by day and reason, and keeps nothing of it. Counts that arrive while one is being written go out
/// together: a flood costs one statement at a time.
/// </summary>
public sealed class InboxRejections(NpgsqlDataSource source, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private readonly Lock counting = new();
    private Dictionary<(string Provider, RejectionReason Reason), long> counts = [];

    /// <summary>Returns when the rejection stands in the table.</summary>
    public async Task CountAsync(string provider, RejectionReason reason, CancellationToken cancel)
    {
        lock (counting) counts[(provider, reason)] = counts.GetValueOrDefault((provider, reason)) + 1;
        await writing.WaitAsync(cancel);
        try
        {
            foreach (var ((who, why), count) in Take()) await WriteAsync(who, why, count, cancel);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private Dictionary<(string Provider, RejectionReason Reason), long> Take()
    {
        lock (counting)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }

    private async Task WriteAsync(string provider, RejectionReason reason, long count, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // Several processes count into the same row of the day.
        await connection.ExecuteAsync(new("""
            INSERT INTO inbox_rejections (provider, reason, on_day, count) VALUES (@provider, @reason, @day, @count)
            ON CONFLICT (provider, reason, on_day) DO UPDATE SET count = inbox_rejections.count + excluded.count
            """, new { provider, reason = reason.ToString().ToLowerInvariant(), day = VietnamTime.Today(clock), count }, cancellationToken: cancel));
    }
}

/// <summary>Why a body was turned away: 403, 413, 400.</summary>
public enum RejectionReason { Signature, Size, Shape }
