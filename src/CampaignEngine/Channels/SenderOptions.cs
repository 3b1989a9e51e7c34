using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels;

/// <summary>What the settings of every provider have in common.</summary>
public abstract class SenderOptions : IValidatableObject
{
    /// <summary>The provider, or a look-alike on this machine.</summary>
    public abstract string BaseUrl { get; set; }

    /// <summary>What "delivered" proves on the route in use.</summary>
    [EnumDataType(typeof(ReceiptMeaning))]
    public abstract ReceiptMeaning ReceiptMeaning { get; set; }

    /// <summary>What one part costs in đồng, taxes included; null: not known, so no campaign with a budget is sent over it.</summary>
    [Range(0, 1_000_000)]
    public int? DongPerPart { get; set; }

    /// <summary>Messages a day by the contract; null: no quota.</summary>
    [Range(1, int.MaxValue)]
    public int? MessagesPerDay { get; set; }

    /// <summary>Messages a calendar month by the contract; null: no quota.</summary>
    [Range(1, int.MaxValue)]
    public int? MessagesPerMonth { get; set; }

    /// <summary>Where the contract's day and month begin at midnight, an IANA name; empty: Vietnam.</summary>
    public string QuotaZone { get; set; } = "";

    /// <summary>Parts a second over all workers together; null: as Dispatch:PartsPerSecond.</summary>
    [Range(1, 100_000)]
    public int? PartsPerSecond { get; set; }

    /// <summary>How long a connection may take to stand, in seconds.</summary>
    [Range(0.1, 60)]
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>How long one call may take in all, in seconds. Must end well within Dispatch's lease.</summary>
    [Range(0.1, 60)]
    public double AnswerSeconds { get; set; } = 20;

    public SenderLimits Limits => new(DongPerPart, MessagesPerDay, MessagesPerMonth, QuotaZone, PartsPerSecond);

    public TimeSpan LongestCall => TimeSpan.FromSeconds(AnswerSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (!SafeAddress.IsSafe(BaseUrl)) yield return new ValidationResult(SafeAddress.Rule, [nameof(BaseUrl)]);
        if (QuotaZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(QuotaZone, out _))
            yield return new ValidationResult("an IANA name of a time zone is needed", [nameof(QuotaZone)]);
        foreach (var fault in ValidateAccount()) yield return fault;
    }

    /// <summary>What the provider's own settings must hold together.</summary>
    protected abstract IEnumerable<ValidationResult> ValidateAccount();

    /// <summary>An address below <see cref="BaseUrl"/>.</summary>
    public Uri Address(string path) => new(BaseUrl.TrimEnd('/') + path);
}
