using CampaignEngine.Channels;
using CampaignEngine.Messages;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>The one table of what follows from an outcome. Expiry bounds every retry: the claim expires what is too late.</summary>
public sealed class OutcomeRules(TimeProvider clock, Random random, IOptions<DispatchOptions> options)
{
    public static readonly IReadOnlyList<OutcomeRule> All =
    [
        new(o => o is Accepted, MessageStatus.Accepted),
        new(o => o is InDoubt, MessageStatus.InDoubt),
        new(o => o is Rejected { Kind: RejectionKind.Recipient }, MessageStatus.Failed, GoesOn: true),
        new(o => o is Rejected { Kind: RejectionKind.Absent }, MessageStatus.Failed, GoesOn: true, Expected: true),
        new(o => o is Rejected { Kind: RejectionKind.Content }, MessageStatus.Failed, Alerts: true),
        new(o => o is Rejected { Kind: RejectionKind.Configuration }, MessageStatus.Pending, Delay.Backoff, HoldsChunk: true, StopsSender: true, Alerts: true, FailsOver: true),
        new(o => o is Throttled, MessageStatus.Pending, Delay.AsAsked),
        new(o => o is Unavailable, MessageStatus.Pending, Delay.Backoff, FailsOver: true),
        new(o => o is QuotaUntil, MessageStatus.Pending, Delay.Quota, HoldsChunk: true, FailsOver: true),
    ];

    public OutcomeVerdict Decide(SendOutcome outcome, int attempt)
    {
        var rule = All.First(r => r.Matches(outcome));
        return new OutcomeVerdict(rule, Code(outcome), RetryAt(rule, outcome, attempt), outcome is Rejected { Suppress: true });
    }

    private DateTimeOffset? RetryAt(OutcomeRule rule, SendOutcome outcome, int attempt) => rule.Delay switch
    {
        Delay.None => null,
        Delay.AsAsked when outcome is Throttled throttled => clock.GetUtcNow() + Longer(throttled.RetryAfter, Backoff(attempt)),
        Delay.Quota when outcome is QuotaUntil quota => quota.Until.ToUniversalTime(),
        _ => clock.GetUtcNow() + Backoff(attempt),
    };

    private double Jitter()
    {
        // One generator serves all pumps of the process, and Random is not safe to share.
        lock (random) return random.NextDouble();
    }

    /// <summary>Half of it fixed, half at random: those that failed together do not come back together.</summary>
    private TimeSpan Backoff(int attempt)
    {
        var full = Math.Min(options.Value.BackoffLimitSeconds, options.Value.BackoffSeconds * Math.Pow(2, Math.Min(attempt, 30) - 1));
        return TimeSpan.FromSeconds(full / 2 + full / 2 * Jitter());
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static string? Code(SendOutcome outcome) => outcome switch
    {
        Rejected rejected => rejected.Code,
        Throttled throttled => throttled.Code,
        QuotaUntil quota => quota.Code,
        Unavailable unavailable => unavailable.Code,
        InDoubt doubt => doubt.Code,
        _ => null,
    };
}

/// <param name="Suppress">The provider says that the person refused.</param>
public sealed record OutcomeVerdict(OutcomeRule Rule, string? Reason, DateTimeOffset? RetryAt, bool Suppress);
