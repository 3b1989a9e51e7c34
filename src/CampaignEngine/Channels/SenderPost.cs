using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;

namespace CampaignEngine.Channels;

/// <summary>
/// One POST to a provider, inside its breaker and its time limit: the only way by which adapters send. What goes wrong before the body was
/// begun is surely not sent; after it only the provider's whole answer tells.
/// </summary>
/// <param name="time">The machine's time, not business time: it limits calls.</param>
/// <param name="read">The outcome of a whole answer: status, body, and how long it asks us to wait.</param>
/// <param name="heard">What else an answer says of the account; null: nothing.</param>
/// <param name="longest">Of a call that carries a large file; null: as the settings say.</param>
internal sealed class SenderPost(HttpClient http, ProviderOptions options, TimeProvider time, Func<HttpStatusCode, byte[], TimeSpan?, SendOutcome> read,
    Action<HttpResponseHeaders>? heard = null, TimeSpan? longest = null)
{
    private readonly ResiliencePipeline<SendOutcome> pipeline = SenderPipeline.Create(longest ?? options.LongestCall, time);

    /// <param name="content">The request's own content.</param>
    public async Task<SendOutcome> SendAsync(HttpRequestMessage request, WatchedContent content, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static async (state, token) => await state.Post.CallAsync(state.request, state.content, token), (Post: this, request, content), cancel);
        }
        catch (BrokenCircuitException)
        {
            return new Unavailable("circuit-open");
        }
        catch (OperationCanceledException)
        {
            // Asked to stop before the call began.
            return new Unavailable("cancelled");
        }
    }

    private async Task<SendOutcome> CallAsync(HttpRequestMessage request, WatchedContent content, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            heard?.Invoke(answer.Headers);
            return read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel), answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return content.Begun ? new InDoubt(Code(failure)) : new Unavailable(Code(failure));
        }
    }

    private static string Code(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known => $"http-{known.HttpRequestError}",
        OperationCanceledException => "timeout",
        _ => "connection-lost",
    };
}
