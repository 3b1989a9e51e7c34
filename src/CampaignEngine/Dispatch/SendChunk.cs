using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace CampaignEngine.Dispatch;

/// <summary>Sends what is pending in a chunk, slice after slice, and gives the chunk back.</summary>
public sealed class SendChunk(
    DueStore due, LoadLanes load, SendSlice send, ChunkStore chunks, ChooseSender choose, CompleteRun complete,
    TimeProvider clock, IOptions<DispatchOptions> options, ILogger<SendChunk> log)
{
    private readonly ResiliencePipeline again = DatabaseOutage.WaitOut(log);

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
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            // Nothing is marked here either: a claim that broke off has been undone, and outcomes wait for the database.
        }
        // After any other fault the chunk is not given back: something may be marked as sending, and only the rescue may judge that.
        await again.ExecuteAsync(async _ => await chunks.ReleaseAsync(chunk, retryAt), CancellationToken.None);
        await again.ExecuteAsync(async token => await complete.ExecuteAsync(chunk.RunId, token), CancellationToken.None);
    }

    /// <summary>When what is left of the lane may be tried again; null: at once.</summary>
    private async Task<DateTimeOffset?> SendLaneAsync(ClaimedChunk chunk, Lane lane, CancellationToken cancel)
    {
        var (sender, waitUntil) = await choose.ExecuteAsync(lane.Medium, cancel);
        if (sender is null) return waitUntil;
        var rate = Math.Min(sender.Limits.PartsPerSecond ?? options.Value.PartsPerSecond, chunk.PartsPerSecond ?? int.MaxValue);
        var (slot, left) = (new RateSlot(clock), lane.Messages.Sum(m => m.Parts));
        DateTimeOffset? retryAt = null;
        foreach (var slice in lane.Slices(rate, options.Value.InFlight))
        {
            if (cancel.IsCancellationRequested) break;
            var result = await send.ExecuteAsync(chunk, lane, sender, slice, slot, left, cancel);
            left -= slice.Sum(m => m.Parts);
            // What it surely did not send goes to the next in order at once: the chunk comes back and finds this one resting.
            if (result.SenderIsDown && await choose.PassOverAsync(sender, result.RetryAt, cancel)) return null;
            if (result.RetryAt is { } later && !(later < retryAt)) retryAt = later;
            if (!result.GoOn) break;
        }
        return retryAt;
    }
}
