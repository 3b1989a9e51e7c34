using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.Facebook;

/// <summary>Section "Facebook". Without a page there is no Facebook. The page's token and the app's secret are entered by 'campaign channel credential set'.</summary>
public sealed class FacebookOptions : ProviderOptions
{
    /// <summary>The Graph API, or a look-alike on this machine.</summary>
    public override string BaseUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>Of the Graph API.</summary>
    [RegularExpression(@"^v\d{1,2}\.\d$", ErrorMessage = "a version like v26.0 is expected")]
    public string Version { get; set; } = "v26.0";

    /// <summary>The page's number; empty: no Facebook.</summary>
    [RegularExpression("^[0-9]{0,20}$", ErrorMessage = "digits are expected")]
    public string PageId { get; set; } = "";

    /// <summary>After so many seconds in doubt a post that the page's feed does not show was never taken. null: never.</summary>
    [Range(1, 86_400)]
    public int? NotThereAfterSeconds { get; set; } = 120;

    /// <summary>How long handing over a video may take in all, in seconds.</summary>
    [Range(1, 3600)]
    public int VideoSeconds { get; set; } = 600;

    protected override IEnumerable<ValidationResult> ValidateAccount() => [];
}
