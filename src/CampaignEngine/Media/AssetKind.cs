namespace CampaignEngine.Media;

/// <summary>What a file is to a campaign, as the table spells it.</summary>
public static class AssetKind
{
    public const string Photo = "photo";
    public const string Video = "video";

    /// <summary>What is said in a video, with its times: SubRip or WebVTT.</summary>
    public const string Captions = "captions";

    /// <summary>A bulletin as somebody has read it.</summary>
    public const string Recording = "recording";
}
