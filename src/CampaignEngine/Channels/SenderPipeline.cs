using Polly;
using Polly.CircuitBreaker;

namespace CampaignEngine.Channels;

/// <summary>
/// What stands around one call: a breaker for the sender and a time limit. No retry: a write that may have been processed is never
/// repeated here, and what surely was not goes back to Dispatch.
/// </summary>
internal static class SenderPipeline
{
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);
    public const int MinimumThroughput = 20;

    public static ResiliencePipeline<SendOutcome> Create(TimeSpan longestCall, TimeProvider time) =>
        new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                ShouldHandle = new PredicateBuilder<SendOutcome>().HandleResult(outcome => outcome is Unavailable or InDoubt),
                FailureRatio = 0.5,
                MinimumThroughput = MinimumThroughput,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = BreakDuration,
            })
            .AddTimeout(longestCall)
            .Build();
}
