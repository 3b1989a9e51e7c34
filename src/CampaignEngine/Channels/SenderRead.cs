using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace CampaignEngine.Channels;

/// <summary>One question to a provider: a reading, which may be repeated a few times within the time limit.</summary>
/// <param name="stands">Codes of answers that stay the same when asked again at once.</param>
internal sealed class SenderRead(HttpClient http, ProviderOptions options, params string[] stands)
{
    private readonly ResiliencePipeline<LookUpAnswer> pipeline = new ResiliencePipelineBuilder<LookUpAnswer>()
        .AddRetry(new RetryStrategyOptions<LookUpAnswer>
        {
            ShouldHandle = new PredicateBuilder<LookUpAnswer>().HandleResult(answer => answer is Unanswered unanswered && !stands.Contains(unanswered.Code)),
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            UseJitter = true,
        })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = options.LongestCall })
        .Build();

    /// <param name="request">Made anew for each try.</param>
    public async Task<LookUpAnswer> AskAsync(Func<HttpRequestMessage> request, Func<HttpStatusCode, byte[], LookUpAnswer> read, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await GetAsync(request, read, token), cancel);
        }
        catch (TimeoutRejectedException)
        {
            return new Unanswered("timeout");
        }
    }

    private async Task<LookUpAnswer> GetAsync(Func<HttpRequestMessage> make, Func<HttpStatusCode, byte[], LookUpAnswer> read, CancellationToken cancel)
    {
        using var request = make();
        try
        {
            using var answer = await http.SendAsync(request, cancel);
            return read(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Unanswered("connection-lost");
        }
    }
}
