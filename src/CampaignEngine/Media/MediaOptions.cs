using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Media;

/// <summary>Section "Media": how large a file of each kind may be, in MB.</summary>
public sealed class MediaOptions
{
    public const long Megabyte = 1 << 20;

    /// <summary>Pages shrink larger ones anyway.</summary>
    [Range(1, 30)]
    public int LargestPhoto { get; set; } = 8;

    [Range(1, 2000)]
    public int LargestVideo { get; set; } = 512;

    [Range(1, 500)]
    public int LargestRecording { get; set; } = 50;

    internal long LargestOf(string kind) => Megabyte * kind switch
    {
        AssetKind.Photo => LargestPhoto,
        AssetKind.Video => LargestVideo,
        AssetKind.Recording => LargestRecording,
        _ => 1,
    };
}
