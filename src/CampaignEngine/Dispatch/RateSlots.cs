using CampaignEngine.Channels;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// The rate of a sender, kept by all workers together: each reserves the next free stretch of time, parts ÷ rate long, and sends in
/// it. Stretches do not overlap and unused time is not saved up, so the rate is passed over no second by more than a tenth of a second a pump.
/// </summary>
public sealed class RateSlots(NpgsqlDataSource source, TimeProvider clock, IOptions<DispatchOptions> options)
{
    /// <summary>Nobody reserves further ahead than this, so that a pause or a stop soon holds for all.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    /// <summary>A sender that is stopped is asked for again after this.</summary>
    private static readonly TimeSpan StoppedPause = TimeSpan.FromSeconds(15);

    // One guarded update: who comes second waits for the row and then reserves after the first. Business time plays no part.
    private const string Reserve = """
        UPDATE {0} SET next_free_at = greatest(coalesce(next_free_at, clock_timestamp()), clock_timestamp()) + @parts / @rate * interval '1 second'
        WHERE {1} AND coalesce(next_free_at, clock_timestamp()) <= clock_timestamp() + @Ahead
        RETURNING greatest(0, extract(epoch FROM next_free_at - @parts / @rate * interval '1 second' - clock_timestamp()))::float8
        """;
    internal static readonly string ReserveSender = string.Format(null, Reserve, "senders", "sender = @key AND stopped_at IS NULL");
    private static readonly string ReserveRun = string.Format(null, Reserve, "runs", "run_id = @key");

    /// <summary>Returns when these parts may be sent (null), or the business time to come again: the sender is stopped.</summary>
    /// <param name="slot">What this pump has left of an earlier stretch.</param>
    /// <param name="wanted">What it would send in all: at a high rate one stretch serves several slices.</param>
    internal async Task<DateTimeOffset?> WaitAsync(IChannel sender, ClaimedChunk chunk, RateSlot slot, int parts, int wanted, CancellationToken cancel)
    {
        if (slot.TryTake(parts)) return null;
        var rate = sender.Limits.PartsPerSecond ?? options.Value.PartsPerSecond;
        var limit = Math.Min(chunk.PartsPerSecond ?? int.MaxValue, rate);
        var stretch = Math.Max(parts, Math.Min(wanted, (int)(limit * RateSlot.Longest.TotalSeconds)));
        if (limit < rate)
            await WaitAsync(() => ReserveAsync(ReserveRun, chunk.RunId, stretch, limit, cancel), cancel);
        while (true)
        {
            if (await ReserveSenderAsync(sender.Provider, stretch, rate, cancel) is { } wait)
            {
                if (wait > TimeSpan.Zero) await Task.Delay(wait, cancel);
                slot.Begin(stretch - parts);
                return null;
            }
            if (await IsStoppedAsync(sender.Provider, cancel)) return clock.GetUtcNow() + StoppedPause;
            await Task.Delay(Ahead / 4, cancel);
        }
    }

    /// <summary>How long until the reserved slot begins; null where the sender is stopped, unknown, or reserved too far ahead.</summary>
    internal Task<TimeSpan?> ReserveSenderAsync(string sender, int parts, double rate, CancellationToken cancel) =>
        ReserveAsync(ReserveSender, sender, parts, rate, cancel);

    private static async Task WaitAsync(Func<Task<TimeSpan?>> reserve, CancellationToken cancel)
    {
        TimeSpan? wait;
        while ((wait = await reserve()) is null) await Task.Delay(Ahead / 4, cancel);
        await Task.Delay(wait.Value, cancel);
    }

    private async Task<TimeSpan?> ReserveAsync(string sql, object key, int parts, double rate, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var seconds = await connection.ExecuteScalarAsync<double?>(new(sql, new { key, parts, rate, Ahead }, cancellationToken: cancel));
        return seconds is { } wait ? TimeSpan.FromSeconds(wait) : null;
    }

    private async Task<bool> IsStoppedAsync(string sender, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new(
            "SELECT NOT EXISTS (SELECT FROM senders WHERE sender = @sender AND stopped_at IS NULL)", new { sender }, cancellationToken: cancel));
    }
}
