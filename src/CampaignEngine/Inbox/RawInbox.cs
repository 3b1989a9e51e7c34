using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Polly;
using Polly.Retry;

namespace CampaignEngine.Inbox;

/// <summary>
/// Stores what providers bring, durably, before they are answered. What arrives while one set is being committed goes into the next, so
/// that the cost of a commit is shared by all that wait for it.
/// </summary>
public sealed class RawInbox : IAsyncDisposable
{
    private const int LargestSet = 1000;

    // Providers wait some 15 s for the answer: a short loss of the database is bridged, a long one is their retry's or the sweep's.
    private static readonly ResiliencePipeline Again = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(e => e.IsTransient),
        MaxRetryAttempts = 3,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(200),
    }).Build();

    private readonly Channel<InboxArrival> arrivals = Channel.CreateBounded<InboxArrival>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly InboxStore store;
    private readonly InboxSignal signal;
    private readonly TimeProvider clock;
    private readonly ILogger<RawInbox> log;
    private readonly Task writer;

    public RawInbox(InboxStore store, InboxSignal signal, TimeProvider clock, ILogger<RawInbox> log)
    {
        (this.store, this.signal, this.clock, this.log) = (store, signal, clock, log);
        writer = WriteAsync();
    }

    /// <summary>Returns when the body is committed; throws where it could not be.</summary>
    /// <param name="cancel">Gives up only as long as the body is not handed over.</param>
    public async Task StoreAsync(string provider, InboxKind kind, string? reference, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var arrival = new InboxArrival(provider, kind, reference, body, clock.GetUtcNow());
        await arrivals.Writer.WriteAsync(arrival, cancel);
        await arrival.Stored.Task;
    }

    private async Task WriteAsync()
    {
        var set = new List<InboxArrival>(LargestSet);
        while (await arrivals.Reader.WaitToReadAsync())
        {
            set.Clear();
            while (set.Count < LargestSet && arrivals.Reader.TryRead(out var arrival)) set.Add(arrival);
            await CommitAsync(set);
        }
    }

    private async Task CommitAsync(IReadOnlyList<InboxArrival> set)
    {
        try
        {
            await Again.ExecuteAsync(async cancel => await store.AddAsync(set, cancel));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Count} bodies could not be stored; their senders are told so", set.Count);
            foreach (var arrival in set) arrival.Stored.SetException(failure);
            return;
        }
        foreach (var arrival in set) arrival.Stored.SetResult();
        foreach (var kind in set.Select(a => a.Kind).Distinct()) signal.Raise(kind);
    }

    public async ValueTask DisposeAsync()
    {
        arrivals.Writer.TryComplete();
        await writer;
    }
}
