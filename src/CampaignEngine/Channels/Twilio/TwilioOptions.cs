using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Twilio;

/// <summary>Section "Twilio". Without an account the channel does not exist.</summary>
public sealed class TwilioOptions : IValidatableObject
{
    /// <summary>Twilio, or a look-alike on this machine.</summary>
    public string BaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>AC and 32 hexadecimal digits; empty: no Twilio.</summary>
    [RegularExpression("^(AC[0-9a-fA-F]{32})?$", ErrorMessage = "AC and 32 hexadecimal digits are expected")]
    public string AccountSid { get; set; } = "";

    /// <summary>Signs the requests of both sides. A secret: set it by the environment.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>The sending number or name. This or <see cref="MessagingServiceSid"/>.</summary>
    public string From { get; set; } = "";

    /// <summary>The messaging service that chooses the sender.</summary>
    [RegularExpression("^(MG[0-9a-fA-F]{32})?$", ErrorMessage = "MG and 32 hexadecimal digits are expected")]
    public string MessagingServiceSid { get; set; } = "";

    /// <summary>What "delivered" proves on the route in use. To Vietnamese numbers Twilio's receipts are the message centre's, not the handset's.</summary>
    [EnumDataType(typeof(ReceiptMeaning))]
    public ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Centre;

    /// <summary>Number of the recorded dossier for the transfer abroad; without it nothing goes to real people (Law 91/2025/QH15).</summary>
    public string TransferDossier { get; set; } = "";

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

    /// <summary>How long a connection may take to stand, in seconds.</summary>
    [Range(0.1, 60)]
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>How long one call may take in all, in seconds. Must end well within Dispatch's lease.</summary>
    [Range(0.1, 60)]
    public double AnswerSeconds { get; set; } = 20;

    /// <summary>After so long in doubt a message that Twilio's list does not show was never taken, in seconds: its lists lag behind by seconds. null: never.</summary>
    [Range(1, 86_400)]
    public int? NotFoundAfterSeconds { get; set; } = 900;

    /// <summary>Parts a second over all workers together; null: as Dispatch:PartsPerSecond.</summary>
    [Range(1, 100_000)]
    public int? PartsPerSecond { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (!SafeAddress.IsSafe(BaseUrl)) yield return new ValidationResult(SafeAddress.Rule, [nameof(BaseUrl)]);
        if (QuotaZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(QuotaZone, out _))
            yield return new ValidationResult("an IANA name of a time zone is needed", [nameof(QuotaZone)]);
        if (AccountSid.Length == 0) yield break;
        if (AuthToken.Length == 0) yield return new ValidationResult("an account needs its token", [nameof(AuthToken)]);
        if (From.Length == 0 == (MessagingServiceSid.Length == 0))
            yield return new ValidationResult($"give either {nameof(From)} or {nameof(MessagingServiceSid)}", [nameof(From)]);
    }
}
