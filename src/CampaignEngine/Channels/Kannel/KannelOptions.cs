using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Kannel;

/// <summary>Section "Kannel". Without a user the channel does not exist.</summary>
public sealed class KannelOptions : SenderOptions
{
    /// <summary>The smsbox's sendsms port; plain HTTP on this machine only.</summary>
    public override string BaseUrl { get; set; } = "http://127.0.0.1:13013";

    /// <summary>The sendsms-user; empty: no Kannel.</summary>
    public string User { get; set; } = "";

    /// <summary>Of that user. A secret: set it by the environment.</summary>
    public string Password { get; set; } = "";

    /// <summary>The name or short code messages come from; printable ASCII.</summary>
    [RegularExpression("^[ -~]{0,20}$", ErrorMessage = "at most 20 printable ASCII characters are expected")]
    public string From { get; set; } = "";

    /// <summary>Where Kannel calls with receipts, without a path of ours; empty: as Webhooks:PublicBaseUrl.</summary>
    public string CallbackBaseUrl { get; set; } = "";

    /// <summary>Stands in the get-url of Kannel's sms-service, which has no signature. A secret: set it by the environment. Empty: no replies are taken.</summary>
    [RegularExpression("^([A-Za-z0-9_-]{16,64})?$", ErrorMessage = "16 to 64 letters, digits, - or _ are expected")]
    public string InboundKey { get; set; } = "";

    /// <summary>The bearerbox's admin port, where Kannel tells how it stands; plain HTTP on this machine only. Empty: it is not asked.</summary>
    public string StatusUrl { get; set; } = "";

    /// <summary>Of the bearerbox (admin-password or status-password). A secret: set it by the environment.</summary>
    public string StatusPassword { get; set; } = "";

    /// <summary>The operator's receipt over SMPP is the handset's.</summary>
    public override ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Handset;

    protected override IEnumerable<ValidationResult> ValidateAccount()
    {
        if (CallbackBaseUrl.Length > 0 && !SafeAddress.IsSafe(CallbackBaseUrl)) yield return new ValidationResult(SafeAddress.Rule, [nameof(CallbackBaseUrl)]);
        if (StatusUrl.Length > 0 && !SafeAddress.IsSafe(StatusUrl)) yield return new ValidationResult(SafeAddress.Rule, [nameof(StatusUrl)]);
        if (User.Length == 0) yield break;
        if (Password.Length == 0) yield return new ValidationResult("a user needs its password", [nameof(Password)]);
        if (From.Length == 0) yield return new ValidationResult("messages need a name to come from", [nameof(From)]);
    }
}
