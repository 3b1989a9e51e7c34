namespace CampaignEngine.Segments;

/// <summary>What a rule can refer to, as it stood at one moment: the latest version of every segment, and the codes of the provinces.</summary>
public sealed record SegmentShelf(IReadOnlyDictionary<string, SegmentSource> Segments, IReadOnlySet<string> Provinces)
{
    public static readonly SegmentShelf Empty = new(new Dictionary<string, SegmentSource>(), new HashSet<string>());

    /// <summary>Only what ships with the product.</summary>
    public static SegmentShelf Shipped => new(BuiltInSegments.All.ToDictionary(s => s.Name, StringComparer.Ordinal), new HashSet<string>());
}
