using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Section "Vssid": the hand-over of notices to the agency's own app, in the form of docs/vssid.md. The key is entered by "campaign channel credential set vssid key".</summary>
public sealed class VssidOptions : SenderOptions
{
    /// <summary>Where the app's side takes notices; empty: there is no VssID.</summary>
    public override string BaseUrl { get; set; } = "";

    /// <summary>What is in doubt is handed over again under its own id for so many hours: the app's side keeps ids at least as long. 0: never.</summary>
    [Range(0, 168)]
    public int RepeatHours { get; set; } = 24;

    /// <summary>The app tells when the notice was on the person's phone.</summary>
    public override ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Handset;

    public override IEnumerable<ValidationResult> Validate(ValidationContext context) => BaseUrl.Length == 0 ? [] : base.Validate(context);

    protected override IEnumerable<ValidationResult> ValidateAccount() => [];
}
