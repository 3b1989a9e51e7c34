namespace CampaignEngine.Inbox;

/// <summary>The hands of the jobs that apply what waits: one loop a process and kind, for about a minute.</summary>
public sealed class InboxLoop(InboxSignal signal, TimeProvider clock)
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
                await apply(cancel);
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
}
