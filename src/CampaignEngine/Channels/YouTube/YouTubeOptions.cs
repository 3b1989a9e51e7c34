using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels.YouTube;

/// <summary>Section "YouTube". Without a channel there is no YouTube. Its secrets are entered by 'campaign channel credential set'.</summary>
public sealed class YouTubeOptions : ProviderOptions
{
    /// <summary>The Data API, or a look-alike on this machine.</summary>
    public override string BaseUrl { get; set; } = "https://www.googleapis.com";

    /// <summary>Where a refresh token becomes an access token.</summary>
    public string TokenBaseUrl { get; set; } = "https://oauth2.googleapis.com";

    /// <summary>UC and 22 signs; empty: no YouTube.</summary>
    [RegularExpression("^(UC[A-Za-z0-9_-]{22})?$", ErrorMessage = "a channel's id is expected: UC and 22 signs")]
    public string ChannelId { get; set; } = "";

    /// <summary>Of the videos; 25: news and politics.</summary>
    [RegularExpression("^[0-9]{1,2}$", ErrorMessage = "a number is expected")]
    public string Category { get; set; } = "25";

    /// <summary>MB of a piece: what a break costs to send again.</summary>
    [Range(1, 64)]
    public int PieceMegabytes { get; set; } = 8;

    /// <summary>How many hours before its hour a video is handed over.</summary>
    [Range(0, 168)]
    public int AheadHours { get; set; } = 24;

    /// <summary>Videos a day of the project.</summary>
    [Range(0, 100_000)]
    public int VideosPerDay { get; set; } = 100;

    /// <summary>Units a day of all other calls.</summary>
    [Range(0, 100_000_000)]
    public int UnitsPerDay { get; set; } = 10_000;

    /// <summary>Units of a file of captions.</summary>
    [Range(0, 10_000)]
    public int CaptionUnits { get; set; } = 400;

    /// <summary>Units of a write: a removal, an answer to a comment.</summary>
    [Range(0, 10_000)]
    public int WriteUnits { get; set; } = 50;

    /// <summary>Units of a reading.</summary>
    [Range(0, 10_000)]
    public int ReadUnits { get; set; } = 1;

    /// <summary>After so many seconds in doubt a video that the channel does not list was never taken. null: never.</summary>
    [Range(1, 86_400)]
    public int? NotThereAfterSeconds { get; set; } = 900;

    public YouTubeOptions() => AnswerSeconds = 60; // a piece takes longer than a few words

    protected override IEnumerable<ValidationResult> ValidateAccount() =>
        SafeAddress.IsSafe(TokenBaseUrl) ? [] : [new ValidationResult(SafeAddress.Rule, [nameof(TokenBaseUrl)])];
}
