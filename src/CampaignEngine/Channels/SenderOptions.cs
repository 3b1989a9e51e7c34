using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels;

/// <summary>What the settings of every provider that carries messages to people have in common.</summary>
public abstract class SenderOptions : ProviderOptions
{
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

    public SenderLimits Limits => new(DongPerPart, MessagesPerDay, MessagesPerMonth, QuotaZone, PartsPerSecond);

    public override IEnumerable<ValidationResult> Validate(ValidationContext context) =>
        QuotaZone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(QuotaZone, out _)
            ? base.Validate(context)
            : [.. base.Validate(context), new ValidationResult("an IANA name of a time zone is needed", [nameof(QuotaZone)])];
}
