using CampaignEngine.Calendar;

namespace CampaignEngine.Channels;

/// <summary>One row of a provider's table of codes.</summary>
/// <param name="Code">As the provider writes it and as messages store it.</param>
/// <param name="Meaning">In the provider's sense, for people.</param>
/// <param name="Passes">The cause can pass: what failed with it may be sent again when a person says so.</param>
public sealed record ProviderError(string Code, ProviderFault Fault, string Meaning, bool Passes = false)
{
    private static readonly TimeSpan QueueWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BalanceWait = TimeSpan.FromHours(1);

    /// <summary>The outcome of an answer that carries this code.</summary>
    /// <param name="retryAfter">What the provider asks for.</param>
    public SendOutcome ToOutcome(TimeSpan retryAfter) => Fault switch
    {
        ProviderFault.OptedOut => new Rejected(RejectionKind.Recipient, Code, Suppress: true),
        ProviderFault.Absent => new Rejected(RejectionKind.Absent, Code),
        ProviderFault.Content => new Rejected(RejectionKind.Content, Code),
        ProviderFault.Configuration or ProviderFault.Credential => new Rejected(RejectionKind.Configuration, Code),
        ProviderFault.TooFast => new Throttled(retryAfter, Code),
        ProviderFault.QueueFull or ProviderFault.DailyQuota or ProviderFault.Balance or ProviderFault.Hours => new Throttled(retryAfter > QueueWait ? retryAfter : QueueWait, Code),
        _ => new Rejected(RejectionKind.Recipient, Code),
    };

    /// <summary>The same where the provider has quotas by day or hours in which it sends.</summary>
    /// <param name="now">Business time.</param>
    /// <param name="opens">The hour of the day, Vietnam time, from which the provider sends.</param>
    public SendOutcome ToOutcome(TimeSpan retryAfter, DateTimeOffset now, TimeOnly opens) => Fault switch
    {
        ProviderFault.DailyQuota => new QuotaUntil(VietnamTime.At(VietnamTime.DayOf(now).AddDays(1), TimeOnly.MinValue), Code),
        ProviderFault.Balance => new QuotaUntil(now + BalanceWait, Code),
        ProviderFault.Hours => new QuotaUntil(NextAt(opens, now), Code),
        _ => ToOutcome(retryAfter),
    };

    private static DateTimeOffset NextAt(TimeOnly hour, DateTimeOffset now)
    {
        var today = VietnamTime.At(VietnamTime.DayOf(now), hour);
        return today > now ? today : today.AddDays(1);
    }
}

/// <summary>What a code means for us.</summary>
public enum ProviderFault
{
    /// <summary>This person cannot be reached by this provider, now or ever.</summary>
    Recipient,

    /// <summary>The person does not use this medium: nothing is wrong, and the campaign's next channel is tried.</summary>
    Absent,

    /// <summary>The person refused: recorded as a refusal.</summary>
    OptedOut,

    /// <summary>The text is refused.</summary>
    Content,

    /// <summary>The account or the sender is set up wrongly: every message would meet it, so the sender stops.</summary>
    Configuration,

    /// <summary>Never processed; the same message may be sent again soon.</summary>
    TooFast,

    /// <summary>Never processed; sent again later.</summary>
    QueueFull,

    /// <summary>The validity ran out.</summary>
    Expired,

    /// <summary>The secret is taken no more: renewed where that can be, else the sender stops.</summary>
    Credential,

    /// <summary>Never processed: today's quota is used up.</summary>
    DailyQuota,

    /// <summary>Never processed: the account's balance is used up until somebody pays.</summary>
    Balance,

    /// <summary>Never processed: the provider sends this only by day.</summary>
    Hours,
}
