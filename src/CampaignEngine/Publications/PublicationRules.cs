using CampaignEngine.Channels;

namespace CampaignEngine.Publications;

/// <summary>The one table of what follows from an outcome of publishing. Expiry bounds every further try.</summary>
internal static class PublicationRules
{
    /// <summary>The first look at what is in doubt: by then a feed shows what was taken.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static PublicationChange Of(string provider, SendOutcome outcome, int attempt, DateTimeOffset now) => outcome switch
    {
        Accepted taken => new(PublicationState.Published, Provider: provider, ProviderId: taken.ProviderId),
        InDoubt doubt => new(PublicationState.InDoubt, doubt.Code, provider, NextAt: now + FirstLook),
        // The page or its token: a person sees to it, and the post goes out then, while there is time.
        Rejected { Kind: RejectionKind.Configuration } rejected => new(PublicationState.Planned, rejected.Code, NextAt: now + LongestWait / 4),
        Rejected rejected => new(PublicationState.Failed, rejected.Code, provider),
        Throttled throttled => new(PublicationState.Planned, throttled.Code, NextAt: now + Longer(throttled.RetryAfter, Backoff(attempt))),
        QuotaUntil quota => new(PublicationState.Planned, quota.Code, NextAt: quota.Until),
        Unavailable away => new(PublicationState.Planned, away.Code, NextAt: now + Backoff(attempt)),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static TimeSpan Backoff(int attempt)
    {
        var full = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(attempt, 10) - 1));
        return full < LongestWait ? full : LongestWait;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
