using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Esms;

/// <summary>Section "Esms". Without a key the channel does not exist.</summary>
public sealed class EsmsOptions : SenderOptions
{
    /// <summary>eSMS, or a look-alike on this machine.</summary>
    public override string BaseUrl { get; set; } = "https://rest.esms.vn";

    /// <summary>Names the account; empty: no eSMS.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Of that key. A secret: set it by the environment.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>The registered name messages come from.</summary>
    public string Brandname { get; set; } = "";

    /// <summary>eSMS checks and charges nothing, and nothing is sent.</summary>
    public bool Sandbox { get; set; }

    /// <summary>eSMS tells what it handed to the operator; whether the handset's word stands behind that is a matter of the contract.</summary>
    public override ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Centre;

    /// <summary>
    /// What is in doubt is sent again under its own RequestId for so many hours after its attempt: eSMS drops a repeated one for 24 hours. 0: never.
    /// </summary>
    [Range(0, 23)]
    public int RepeatHours { get; set; } = 20;

    /// <summary>The short code's name at eSMS (cpid); empty: no replies are taken.</summary>
    public string ShortCodePartner { get; set; } = "";

    /// <summary>Signs the replies to the short code. A secret: set it by the environment.</summary>
    public string ShortCodeKey { get; set; } = "";

    protected override IEnumerable<ValidationResult> ValidateAccount()
    {
        if (ShortCodePartner.Length == 0 != (ShortCodeKey.Length == 0))
            yield return new ValidationResult("a short code needs both its partner and its key", [nameof(ShortCodeKey)]);
        if (ApiKey.Length == 0) yield break;
        if (SecretKey.Length == 0) yield return new ValidationResult("a key needs its secret", [nameof(SecretKey)]);
        if (Brandname.Length == 0) yield return new ValidationResult("messages need a registered name to come from", [nameof(Brandname)]);
    }
}
