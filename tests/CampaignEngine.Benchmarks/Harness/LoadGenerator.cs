using System.Diagnostics;
using System.Net.Http.Headers;
using CampaignEngine.Channels.Twilio;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>Posts callbacks over so many connections, each with the next when it has its answer.</summary>
internal sealed class LoadGenerator(int connections) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = connections });

    /// <returns>Answers a second, and how long each took, in milliseconds.</returns>
    public async Task<(double Rate, IReadOnlyList<double> Milliseconds)> RunAsync(string address, IReadOnlyList<Callback> callbacks, CancellationToken cancel)
    {
        var took = new double[callbacks.Count];
        var (next, began) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            for (int at; (at = Interlocked.Increment(ref next)) < callbacks.Count;)
            {
                var start = Stopwatch.GetTimestamp();
                await PostAsync(address, callbacks[at], cancel);
                took[at] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }, cancel)));
        return (callbacks.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, took);
    }

    private async Task PostAsync(string address, Callback callback, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(callback.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, address + callback.Path) { Content = content };
        request.Headers.TryAddWithoutValidation(TwilioSignature.Header, callback.Signature);
        using var answer = await http.SendAsync(request, cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"A callback was answered with {answer.StatusCode}.");
    }

    public void Dispose() => http.Dispose();
}
