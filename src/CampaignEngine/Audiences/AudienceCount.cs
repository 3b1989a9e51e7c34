using CampaignEngine.Campaigns;

namespace CampaignEngine.Audiences;

/// <summary>matched = targeted + everyone excluded, each for the first rule that excludes them.</summary>
/// <param name="BySegment">Targeted people by the segment they are taken for, in the campaign's order.</param>
/// <param name="Excluded">People by the gate's reason.</param>
public sealed record AudienceCount(IReadOnlyDictionary<string, long> BySegment, IReadOnlyDictionary<string, long> Excluded)
{
    public long Targeted => BySegment.Values.Sum();

    public long Matched => Targeted + Excluded.Values.Sum();

    internal static AudienceCount Of(PinnedPlan pinned, IEnumerable<(string Segment, string? Excluded, long People)> rows)
    {
        var bySegment = pinned.Segments.ToDictionary(s => s.Name, _ => 0L);
        var excluded = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (segment, reason, people) in rows)
            if (reason is null) bySegment[segment] += people;
            else excluded[reason] = excluded.GetValueOrDefault(reason) + people;
        return new AudienceCount(bySegment, excluded);
    }
}
