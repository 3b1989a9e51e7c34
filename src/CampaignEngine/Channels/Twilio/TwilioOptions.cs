using System.ComponentModel.DataAnnotations;
using System.Net.Http.Headers;
using System.Text;

namespace CampaignEngine.Channels.Twilio;

/// <summary>Section "Twilio". Without an account the channel does not exist.</summary>
public sealed class TwilioOptions : SenderOptions
{
    /// <summary>Twilio, or a look-alike on this machine.</summary>
    public override string BaseUrl { get; set; } = "https://api.twilio.com";

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
    public override ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Centre;

    /// <summary>Number of the recorded dossier for the transfer abroad; without it nothing goes to real people (Law 91/2025/QH15).</summary>
    public string TransferDossier { get; set; } = "";

    /// <summary>After so long in doubt a message that Twilio's list does not show was never taken, in seconds: its lists lag behind by seconds. null: never.</summary>
    [Range(1, 86_400)]
    public int? NotFoundAfterSeconds { get; set; } = 900;

    internal AuthenticationHeaderValue Credentials => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{AuthToken}")));

    protected override IEnumerable<ValidationResult> ValidateAccount()
    {
        if (AccountSid.Length == 0) yield break;
        if (AuthToken.Length == 0) yield return new ValidationResult("an account needs its token", [nameof(AuthToken)]);
        if (From.Length == 0 == (MessagingServiceSid.Length == 0))
            yield return new ValidationResult($"give either {nameof(From)} or {nameof(MessagingServiceSid)}", [nameof(From)]);
    }
}
