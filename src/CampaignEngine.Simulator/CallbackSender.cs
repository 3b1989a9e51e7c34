using System.Threading.Channels;

namespace CampaignEngine.Simulator;

/// <summary>Makes the calls that are due, a bounded number at a time.</summary>
public sealed class CallbackSender(CallbackQueue queue, CallbackCounts counts, Ledger ledger, Behaviour behaviour) : BackgroundService
{
    private const int Hands = 64;
    private readonly Channel<Callback> due = Channel.CreateUnbounded<Callback>();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    protected override Task ExecuteAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => CallAsync(stop)).Append(WatchAsync(stop)));

    private async Task WatchAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var batch = new List<Callback>();
        while (await tick.WaitForNextTickAsync(stop))
        {
            batch.Clear();
            queue.TakeDue(batch);
            foreach (var callback in batch) due.Writer.TryWrite(callback);
        }
    }

    private async Task CallAsync(CancellationToken stop)
    {
        await foreach (var callback in due.Reader.ReadAllAsync(stop))
        {
            if (callback is StatusCallback { State: { } state }) ledger.SetState(callback.Message.Ordinal, state);
            if (callback is StatusCallback { State: var told } && !callback.Writer.Tells(told))
            {
                counts.Dropped();
                continue;
            }
            if (callback is ReplyCallback { ProviderRefused: true }) behaviour.Refuse($"+{callback.Message.To}");
            // As Twilio: one repetition, and only where no connection came about.
            counts.Done(callback, await PostAsync(callback, stop) ?? await PostAsync(callback, stop) ?? false);
        }
    }

    /// <summary>Null: no connection came about.</summary>
    private async Task<bool?> PostAsync(Callback callback, CancellationToken stop)
    {
        try
        {
            using var answer = await http.SendAsync(callback.Writer.Write(callback), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (Exception error) when (error is HttpRequestException || error is TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }
}
