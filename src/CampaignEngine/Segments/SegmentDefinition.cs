namespace CampaignEngine.Segments;

/// <summary>A named rule, read and checked.</summary>
public sealed record SegmentDefinition(string Name, string TitleVi, string TitleEn, SegmentRule Rule)
{
    /// <summary>0 for one that ships with the product.</summary>
    public int Version { get; init; }

    /// <summary>The section of the plan, or the law, that a shipped one carries out.</summary>
    public string? Section { get; init; }
}
