using System.Threading.Channels;

namespace CampaignEngine.Inbox;

/// <summary>Wakes, within one process, whoever applies what the inbox holds. A lost signal costs a second: the loop also looks by itself.</summary>
public sealed class InboxSignal
{
    private readonly Channel<bool>[] waiting = [New(), New()];

    public void Raise(InboxKind kind) => waiting[(int)kind].Writer.TryWrite(true);

    /// <summary>Returns at the signal, or after that time without one.</summary>
    public async Task WaitAsync(InboxKind kind, TimeSpan longest, TimeProvider clock, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            await waiting[(int)kind].Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
        }
    }

    private static Channel<bool> New() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}
