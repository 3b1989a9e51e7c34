using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Zalo;

/// <summary>Section "Zalo". Without an app the channel does not exist. Its secrets are entered by "campaign channel credential set zalo …".</summary>
public sealed class ZaloOptions : SenderOptions
{
    // A send may wait for a renewed token and be made once more with it: three times this, and twice that within the lease.
    public ZaloOptions() => AnswerSeconds = 15;

    /// <summary>Where template messages by phone number go (ZBS, formerly ZNS), or a look-alike on this machine.</summary>
    public override string BaseUrl { get; set; } = "https://business.openapi.zalo.me";

    /// <summary>Where messages by user id go.</summary>
    public string OpenApiUrl { get; set; } = "https://openapi.zalo.me";

    /// <summary>Where tokens are renewed.</summary>
    public string OAuthUrl { get; set; } = "https://oauth.zaloapp.com";

    /// <summary>The app's number; empty: no Zalo.</summary>
    [RegularExpression("^[0-9]*$", ErrorMessage = "digits are expected")]
    public string AppId { get; set; } = "";

    /// <summary>The Official Account's number; Zalo may sign its callbacks with it in the place of the app's.</summary>
    [RegularExpression("^[0-9]*$", ErrorMessage = "digits are expected")]
    public string OaId { get; set; } = "";

    /// <summary>Each call proves with the app's secret that its token was not stolen (appsecret_proof).</summary>
    public bool SecretProof { get; set; } = true;

    /// <summary>The token is renewed when it is so many hours old; Zalo's live 25.</summary>
    [Range(1, 24)]
    public int RefreshHours { get; set; } = 20;

    /// <summary>How many days a token that was not renewed can still be; Zalo: three months.</summary>
    [Range(1, 365)]
    public int RefreshTokenDays { get; set; } = 90;

    /// <summary>Zalo tells when the message was on the person's phone.</summary>
    public override ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Handset;

    protected override IEnumerable<ValidationResult> ValidateAccount()
    {
        if (!SafeAddress.IsSafe(OpenApiUrl)) yield return new ValidationResult(SafeAddress.Rule, [nameof(OpenApiUrl)]);
        if (!SafeAddress.IsSafe(OAuthUrl)) yield return new ValidationResult(SafeAddress.Rule, [nameof(OAuthUrl)]);
    }
}
