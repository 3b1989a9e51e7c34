using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Dispatch;

/// <summary>Waits for the rate, claims, calls the provider with no connection held, and writes down what became of it.</summary>
public sealed class SendSlice(RateSlots rate, ClaimSlice claim, UndoClaim undo, RecordOutcomes record, TimeProvider clock, ILogger<SendSlice> log)
{
    internal async Task<SliceResult> ExecuteAsync(
        ClaimedChunk chunk, Lane lane, IChannel channel, IReadOnlyList<WaitingMessage> slice, RateSlot slot, int wanted, CancellationToken cancel)
    {
        // The slot comes first: who is killed while waiting for it leaves nothing in doubt, and a pause during the wait still holds.
        // What the gate then takes out leaves its share of the slot unused.
        if (await rate.WaitAsync(channel, chunk, slot, slice.Sum(m => m.Parts), wanted, cancel) is { } later)
            return new SliceResult(GoOn: false, later, SenderIsDown: true);
        // From the claim on the slice is finished whatever is asked of this process: a call that is out cannot be taken back, and a
        // commit that was broken off might or might not have marked.
        if (await ClaimAsync(chunk, lane, channel, slice) is not { } claimed) return new SliceResult(GoOn: false, null);
        if (claimed.Messages.Count == 0) return new SliceResult(claimed.GoOn, claimed.RetryAt, SenderIsDown: claimed.RetryAt is not null);

        FailPoint.Reach(FailPoint.AfterClaim);
        var outcomes = await CallAsync(channel, claimed.Messages);
        FailPoint.Reach(FailPoint.AfterSend);
        var result = await record.ExecuteAsync(channel.Provider, claimed.Messages, outcomes, CancellationToken.None);
        FailPoint.Reach(FailPoint.AfterOutcome);
        return new SliceResult(result.GoOn && claimed.GoOn, claimed.RetryAt > result.RetryAt ? claimed.RetryAt : result.RetryAt ?? claimed.RetryAt,
            SenderIsDown: result.SenderIsDown || claimed.RetryAt is not null);
    }

    /// <summary>Null also where the claim broke off: what its commit may have marked is not sent without knowing it.</summary>
    private async Task<SliceClaim?> ClaimAsync(ClaimedChunk chunk, Lane lane, IChannel channel, IReadOnlyList<WaitingMessage> slice)
    {
        try
        {
            return await claim.ExecuteAsync(chunk, lane, channel, slice, CancellationToken.None);
        }
        catch (Exception broken) when (DatabaseOutage.Is(broken))
        {
            await undo.ExecuteAsync(chunk, slice, CancellationToken.None);
            return null;
        }
    }

    private async Task<IReadOnlyList<SendOutcome>> CallAsync(IChannel channel, IReadOnlyList<ClaimedMessage> claimed)
    {
        var now = clock.GetUtcNow();
        var calls = claimed.Chunk(channel.BatchSize.Largest).Select(batch => CallAsync(
            channel, [.. batch.Select(m => new OutgoingMessage(m.Reference, m.Address, m.Body, m.Parts, m.ExpiresAt - now, m.Attempt))]));
        return [.. (await Task.WhenAll(calls)).SelectMany(outcomes => outcomes)];
    }

    /// <summary>One Attempt. A channel never throws for what a provider does; should one have a fault, its batch is in doubt and no other.</summary>
    private async Task<IReadOnlyList<SendOutcome>> CallAsync(IChannel channel, IReadOnlyList<OutgoingMessage> batch)
    {
        try
        {
            var outcomes = await channel.SendAsync(batch, CancellationToken.None);
            FailPoint.Reach(FailPoint.MidSend);
            if (outcomes.Count == batch.Count) return outcomes;
            log.LogError("{Provider} answered {Outcomes} outcomes for {Messages} messages", channel.Provider, outcomes.Count, batch.Count);
        }
        catch (Exception fault)
        {
            log.LogError("The channel {Provider} failed with {Fault}", channel.Provider, fault.GetType().Name);
        }
        return [.. batch.Select(_ => new InDoubt("channel-fault"))];
    }
}

/// <param name="GoOn">False: no further slice of this chunk now.</param>
/// <param name="RetryAt">Business time at which what went back to pending may be tried again, by the same sender.</param>
/// <param name="SenderIsDown">It sends nothing now, and what it was given last was surely not sent: another may.</param>
public sealed record SliceResult(bool GoOn, DateTimeOffset? RetryAt, bool SenderIsDown = false);
