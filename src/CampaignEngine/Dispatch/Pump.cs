using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Claims and sends chunk after chunk on one seat until its time is over, it is told to stop, or the seat is lost.</summary>
public sealed class Pump(PumpSeats seats, ClaimChunk claim, SendChunk send, NextChannel next, TimeProvider clock, IOptions<DispatchOptions> options)
{
    /// <summary>How soon an idle pump notices new work.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);

    /// <summary>True where the pump held the seat to the end of its time: the next one may follow.</summary>
    public async Task<bool> ExecuteAsync(int seat, CancellationToken cancel)
    {
        var owner = Guid.CreateVersion7();
        if (!await seats.TakeAsync(seat, owner, cancel)) return false;
        try
        {
            return await WorkAsync(seat, owner, cancel);
        }
        finally
        {
            await seats.LeaveAsync(seat, owner);
        }
    }

    private async Task<bool> WorkAsync(int seat, Guid owner, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started).TotalSeconds < options.Value.PumpSeconds)
        {
            if (cancel.IsCancellationRequested) return false;
            try
            {
                if (!await seats.TakeAsync(seat, owner, cancel)) return false;
                if (!await StepAsync(owner, cancel) && !await WaitAsync(cancel)) return false;
            }
            catch (Exception away) when (DatabaseOutage.Is(away))
            {
                if (!await WaitAsync(cancel)) return false;
            }
        }
        return true;
    }

    /// <summary>One chunk, from claim to release; where there is none, what goes on to its next channel. False where there was neither.</summary>
    public async Task<bool> StepAsync(Guid owner, CancellationToken cancel)
    {
        if (await claim.ExecuteAsync(owner, cancel) is not { } chunk) return await next.ExecuteAsync(cancel);
        await send.ExecuteAsync(chunk, cancel);
        return true;
    }

    private async Task<bool> WaitAsync(CancellationToken cancel)
    {
        await Task.Delay(Idle, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancel.IsCancellationRequested;
    }
}
