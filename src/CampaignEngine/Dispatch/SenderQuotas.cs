using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The quotas of senders, kept by all workers together and reserved in the transaction of a claim.</summary>
internal static class SenderQuotas
{
    // Adding comes first and locks: who comes second waits and then sees the whole sum. What is too much is taken off again below, in the
    // same transaction, so that nobody ever sees more than the quota. One order of rows for all: day, then month.
    private const string Add = """
        INSERT INTO sender_quotas AS q (sender, period, starts_on, used) SELECT @sender, p, s, @count FROM unnest(@periods, @starts) AS b (p, s)
        ON CONFLICT (sender, period, starts_on) DO UPDATE SET used = q.used + excluded.used
        RETURNING period, used
        """;

    /// <summary>Takes as many of the messages as the quotas have room for, the first ones; says when there is room again for the rest.</summary>
    public static async Task<(int Granted, DateTimeOffset? FreesAt)> TakeAsync(
        NpgsqlConnection connection, IChannel channel, int count, DateTimeOffset now, CancellationToken cancel)
    {
        var buckets = QuotaBuckets.Of(channel.Limits, now);
        if (buckets.Count == 0 || count == 0) return (count, null);
        var used = (await connection.QueryAsync<(string Period, int Used)>(new(Add, new
        {
            sender = channel.Provider,
            count,
            periods = buckets.Select(b => b.Period).ToArray(),
            starts = buckets.Select(b => b.StartsOn).ToArray(),
        }, cancellationToken: cancel))).ToDictionary(u => u.Period, u => u.Used);
        var full = buckets.Where(b => used[b.Period] > b.Most).ToList();
        if (full.Count == 0) return (count, null);
        // A quota that was lowered since may be passed by more than this slice.
        var over = Math.Min(count, full.Max(b => used[b.Period] - b.Most));
        foreach (var bucket in buckets) await GiveBackAsync(connection, channel.Provider, bucket.Period, bucket.StartsOn, over, cancel);
        return (count - over, full.Max(b => b.Frees));
    }

    public static Task GiveBackAsync(NpgsqlConnection connection, string sender, string period, DateOnly startsOn, int count, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "UPDATE sender_quotas SET used = used - @count WHERE sender = @sender AND period = @period AND starts_on = @startsOn",
            new { sender, period, startsOn, count }, cancellationToken: cancel));
}
