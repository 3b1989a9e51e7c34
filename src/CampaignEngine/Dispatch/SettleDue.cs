using Microsoft.Extensions.Logging;

namespace CampaignEngine.Dispatch;

/// <summary>Looks at range after range until none is due. Any number of workers may.</summary>
public sealed class SettleDue(DueStore due, SettleRange settle, ILogger<SettleDue> log) : IDisposable
{
    private readonly SemaphoreSlim seat = new(1);

    /// <summary>How many ranges were looked at; at once where this process is at it already.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        if (!await seat.WaitAsync(TimeSpan.Zero, cancel)) return 0;
        var looked = 0;
        try
        {
            for (; await due.TakeAsync(cancel) is { } range; looked++) await settle.ExecuteAsync(range, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            log.LogInformation("Stopped after {Count} ranges; the others are looked at later", looked);
        }
        finally
        {
            seat.Release();
        }
        return looked;
    }

    public void Dispose() => seat.Dispose();
}
