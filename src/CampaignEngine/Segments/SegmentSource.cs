using System.Text.Json;

namespace CampaignEngine.Segments;

/// <summary>A segment as it is stored, its rule not yet read.</summary>
/// <param name="Version">0 for one that ships with the product.</param>
/// <param name="Section">The section of the plan a shipped one carries out.</param>
public sealed record SegmentSource(string Name, int Version, string TitleVi, string TitleEn, string? Section, JsonElement Rule);
