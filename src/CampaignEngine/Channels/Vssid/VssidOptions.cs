using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Section "Vssid": the hand-over of notices to the agency's own app, in the form of docs/vssid.md. The key is entered by "campaign channel credential set vssid key".</summary>
public sealed class VssidOptions : SenderOptions
{
    /// <summary>Where the app's side takes notices; empty: there is no VssID.</summary>
    public override string BaseUrl { get; set; } = "";

    /// <summary>In the place of <see cref="BaseUrl"/>: a folder that the app's side reads and writes, too; notices go into "out", its words come into "in".</summary>
    public string Folder { get; set; } = "";

    /// <summary>At most so many notices in one file.</summary>
    [Range(1, 1_000_000)]
    public int NoticesPerFile { get; set; } = 50_000;

    /// <summary>What is in doubt is handed over again under its own id for so many hours: the app's side keeps ids at least as long. 0: never.</summary>
    [Range(0, 168)]
    public int RepeatHours { get; set; } = 24;

    /// <summary>The app tells when the notice was on the person's phone.</summary>
    public override ReceiptMeaning ReceiptMeaning { get; set; } = ReceiptMeaning.Handset;

    public override IEnumerable<ValidationResult> Validate(ValidationContext context) =>
        Folder.Length > 0 && BaseUrl.Length > 0 ? [new ValidationResult("notices go to an address or into files: set one of Vssid:BaseUrl and Vssid:Folder", [nameof(Folder)])]
        : BaseUrl.Length == 0 ? [] : base.Validate(context);

    protected override IEnumerable<ValidationResult> ValidateAccount() => [];
}
