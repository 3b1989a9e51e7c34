using CampaignEngine.Calendar;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Inbox;

/// <summary>Counts what was turned away, by day and reason, and keeps nothing of it.</summary>
public sealed class InboxRejections : IDisposable
{
    private readonly CountedSets<Rejection> counts;
    private readonly NpgsqlDataSource source;
    private readonly TimeProvider clock;

    public InboxRejections(NpgsqlDataSource source, TimeProvider clock) => (this.source, this.clock, counts) = (source, clock, new(WriteAsync));

    /// <summary>Returns when the rejection stands in the table.</summary>
    public Task CountAsync(string provider, RejectionReason reason) => counts.AddAsync(new Rejection(provider, reason, VietnamTime.Today(clock)));

    public void Dispose() => counts.Dispose();

    private async Task WriteAsync(IReadOnlyDictionary<Rejection, long> set)
    {
        await using var connection = await source.OpenConnectionAsync();
        // Several processes count into the same rows of the day: in one order, so that they cannot wait for each other crosswise.
        await connection.ExecuteAsync("""
            INSERT INTO inbox_rejections (provider, reason, on_day, count)
            SELECT * FROM unnest(@providers, @reasons, @days, @counts) AS n (provider, reason, on_day, count) ORDER BY provider, reason, on_day
            ON CONFLICT (provider, reason, on_day) DO UPDATE SET count = inbox_rejections.count + excluded.count
            """, new
        {
            providers = set.Keys.Select(k => k.Provider).ToArray(),
            reasons = set.Keys.Select(k => k.Reason.ToString().ToLowerInvariant()).ToArray(),
            days = set.Keys.Select(k => k.Day).ToArray(),
            counts = set.Values.ToArray(),
        });
    }

    private readonly record struct Rejection(string Provider, RejectionReason Reason, DateOnly Day);
}

/// <summary>Why a body was turned away: 403, 413, 400.</summary>
public enum RejectionReason { Signature, Size, Shape }
