using CampaignEngine.Channels;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Sends what is pending in a chunk, slice after slice, and gives the chunk back.</summary>
public sealed class SendChunk(
    NpgsqlDataSource source, DueStore due, LoadLanes load, SendSlice send, ChunkStore chunks, SenderFor senders, CompleteRun complete,
    TimeProvider clock, IOptions<DispatchOptions> options)
{
    /// <summary>Where a medium has no sender, or one that may not be used, its messages wait so long.</summary>
    private static readonly TimeSpan NoSenderPause = TimeSpan.FromSeconds(60);

    public async Task ExecuteAsync(ClaimedChunk chunk, CancellationToken cancel)
    {
        var retryAt = clock.GetUtcNow();
        try
        {
            await due.AddAsync(chunk, cancel);
            foreach (var lane in await load.ExecuteAsync(chunk, cancel))
                if (await SendLaneAsync(chunk, lane, cancel) is { } later && later > retryAt) retryAt = later;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopped while it waited for its slot: nothing is marked that was not sent and written down.
        }
        // After any other fault the chunk is not given back: something may be marked as sending, and only the rescue may judge that.
        await chunks.ReleaseAsync(chunk, retryAt);
        await complete.ExecuteAsync(chunk.RunId, CancellationToken.None);
    }

    /// <summary>When what is left of the lane may be tried again; null: at once.</summary>
    private async Task<DateTimeOffset?> SendLaneAsync(ClaimedChunk chunk, Lane lane, CancellationToken cancel)
    {
        if (senders.Medium(lane.Medium) is not { } channel || !await MayUseAsync(channel, cancel)) return clock.GetUtcNow() + NoSenderPause;
        var rate = Math.Min(options.Value.PartsPerSecond, chunk.PartsPerSecond ?? int.MaxValue);
        var (slot, left) = (new RateSlot(clock), lane.Messages.Sum(m => m.Parts));
        DateTimeOffset? retryAt = null;
        foreach (var slice in lane.Slices(rate, options.Value.InFlight))
        {
            if (cancel.IsCancellationRequested) break;
            var result = await send.ExecuteAsync(chunk, lane, channel, slice, slot, left, cancel);
            left -= slice.Sum(m => m.Parts);
            if (result.RetryAt is { } later && !(later < retryAt)) retryAt = later;
            if (!result.GoOn) break;
        }
        return retryAt;
    }

    private async Task<bool> MayUseAsync(IChannel channel, CancellationToken cancel)
    {
        if (senders.Forbidden(channel) is not { } reason) return true;
        await using var connection = await source.OpenConnectionAsync(cancel);
        await SenderStore.StopAsync(connection, channel.Provider, reason, clock.GetUtcNow(), cancel);
        return false;
    }
}
