using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Inbox;

/// <summary>The hands of the jobs that apply what waits: one loop a process and kind, for about a minute.</summary>
public sealed class InboxLoop(InboxSignal signal, TimeProvider clock, ILogger<InboxLoop> log)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim[] seats = [new(1), new(1)];

    /// <summary>False where this process has such a loop already, or is asked to stop: no further job is needed then.</summary>
    public async Task<bool> RunAsync(InboxKind kind, Func<CancellationToken, Task<int>> apply, CancellationToken cancel)
    {
        if (!await seats[(int)kind].WaitAsync(TimeSpan.Zero, cancel)) return false;
        try
        {
            for (var start = clock.GetTimestamp(); clock.GetElapsedTime(start) < Period;)
            {
                await TryAsync(kind, apply, cancel);
                await signal.WaitAsync(kind, Look, clock, cancel);
            }
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            seats[(int)kind].Release();
        }
    }

    /// <summary>A set that met a deadlock or a lost connection was rolled back whole and still waits: the next round takes it.</summary>
    private async Task TryAsync(InboxKind kind, Func<CancellationToken, Task<int>> apply, CancellationToken cancel)
    {
        try
        {
            await apply(cancel);
        }
        catch (Exception passing) when (DatabaseOutage.Is(passing))
        {
            log.LogWarning(passing, "A set of {Kind} bodies was put back and is tried again", kind);
        }
    }
}
