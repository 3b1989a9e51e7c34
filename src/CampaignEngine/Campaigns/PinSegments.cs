using System.Text.Json;
using CampaignEngine.Segments;

namespace CampaignEngine.Campaigns;

/// <summary>Looks the segments of a plan up.</summary>
public sealed class PinSegments(SegmentCatalogue catalogue)
{
    internal async Task<IReadOnlyList<SegmentDefinition>> FindAsync(CampaignPlan plan, List<Problem> problems, CancellationToken cancel)
    {
        var found = new List<SegmentDefinition>();
        foreach (var (name, at) in plan.Segments.Select((name, at) => (name, at)))
        {
            if (await catalogue.FindAsync(name, cancel) is { } segment) found.Add(segment);
            else problems.Add(Unknown($"$.segments[{at}]", name));
        }
        return found;
    }

    /// <summary>The rule with those of the segments it refers to written out: a later change of any of them does not reach the campaign.</summary>
    internal static PinnedSegment Pin(SegmentDefinition segment) =>
        new(segment.Name, segment.TitleVi, segment.TitleEn, JsonSerializer.SerializeToElement(SegmentJson.Write(segment.Rule)));

    private static Problem Unknown(string where, string name) => new("unknown-segment", where,
        $"Không có nhóm '{name}'. Xem danh sách bằng: campaign segment list.", $"There is no segment '{name}'. See them with: campaign segment list.");
}
