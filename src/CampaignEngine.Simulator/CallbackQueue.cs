namespace CampaignEngine.Simulator;

/// <param name="Url">Where it goes.</param>
/// <param name="Form">The parameters; signed by who makes it.</param>
public sealed record Callback(string Url, IReadOnlyList<KeyValuePair<string, string>> Form, string Signature);

/// <summary>Callbacks waiting for their time, sent by a bounded number of hands; one retry where no connection came about.</summary>
public sealed class CallbackQueue(IHttpClientFactory clients, TimeProvider clock) : BackgroundService
{
    public const string Client = "callbacks";
    private const int Hands = 32;
    private readonly PriorityQueue<Callback, long> waiting = new();
    private readonly Lock gate = new();
    private long sent, lost, failed, underWay;

    public void Add(Callback callback, TimeSpan delay)
    {
        lock (gate) waiting.Enqueue(callback, clock.GetUtcNow().UtcTicks + delay.Ticks);
    }

    public void Lose() => Interlocked.Increment(ref lost);

    public CallbackCount Count()
    {
        lock (gate) return new CallbackCount(Interlocked.Read(ref sent), Interlocked.Read(ref lost), Interlocked.Read(ref failed), waiting.Count + Interlocked.Read(ref underWay));
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var hands = new SemaphoreSlim(Hands);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await timer.WaitForNextTickAsync(stop))
            while (TakeDue() is { } callback)
            {
                await hands.WaitAsync(stop);
                _ = SendAsync(callback, stop).ContinueWith(_ => hands.Release(), TaskScheduler.Default);
            }
    }

    private Callback? TakeDue()
    {
        lock (gate)
        {
            if (!waiting.TryPeek(out _, out var due) || due > clock.GetUtcNow().UtcTicks) return null;
            Interlocked.Increment(ref underWay);
            return waiting.Dequeue();
        }
    }

    private async Task SendAsync(Callback callback, CancellationToken stop)
    {
        try
        {
            for (var attempt = 1; attempt <= 2; attempt++)
                if (await TryAsync(callback, stop)) break;
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <returns>False where no connection came about and another try is due.</returns>
    private async Task<bool> TryAsync(Callback callback, CancellationToken stop)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new FormUrlEncodedContent(callback.Form) };
            request.Headers.Add("X-Twilio-Signature", callback.Signature);
            using var answer = await clients.CreateClient(Client).SendAsync(request, stop);
            Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref sent : ref failed);
            return true;
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError)
        {
            Interlocked.Increment(ref failed);
            return false;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Increment(ref failed);
            return true;
        }
    }
}

/// <param name="Failed">Tries that were refused or found no one.</param>
public sealed record CallbackCount(long Sent, long Lost, long Failed, long Pending);
