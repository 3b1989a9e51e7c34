using CampaignEngine.Consent;

namespace CampaignEngine.Segments;

/// <summary>matched = contactable + the exclusions; the same holds in every row of the breakdowns.</summary>
/// <param name="Languages">By declared language; those who declared none stand in a row of their own with no code.</param>
public sealed record SegmentPreviewReport(
    long Matched, long Contactable, IReadOnlyList<PreviewRow> Provinces, IReadOnlyList<PreviewRow> Languages, IReadOnlyList<PreviewExclusion> Exclusions)
{
    internal static SegmentPreviewReport Of(
        IReadOnlyList<PreviewGroup> groups, IReadOnlyList<string> reasons, IReadOnlyDictionary<string, string> provinces) => new(
        groups.Sum(g => g.People),
        groups.Sum(g => g.Contactable),
        Rows(groups, g => g.ProvinceCode, code => code is null ? "chưa rõ / not known" : provinces.GetValueOrDefault(code, code)),
        Rows(groups, g => g.Language, tag => tag is null ? "chưa khai báo / not declared" : Recipients.Languages.Find(tag)?.NameVi ?? tag),
        [.. from reason in reasons.Select((code, at) => (Code: code, People: groups.Sum(g => g.Excluded[at])))
            where reason.People > 0
            let words = GateReasons.Find(reason.Code)
            orderby reason.People descending, reason.Code
            select new PreviewExclusion(reason.Code, words.Vi, words.En, reason.People)]);

    private static List<PreviewRow> Rows(IEnumerable<PreviewGroup> groups, Func<PreviewGroup, string?> key, Func<string?, string> name) =>
        [.. from g in groups
            group g by key(g) into row
            let matched = row.Sum(g => g.People)
            orderby matched descending, row.Key
            select new PreviewRow(row.Key, name(row.Key), matched, row.Sum(g => g.Contactable))];
}

public sealed record PreviewRow(string? Code, string Name, long Matched, long Contactable);

/// <param name="Reason">A code of <see cref="GateReasons"/>.</param>
public sealed record PreviewExclusion(string Reason, string Vi, string En, long People);

/// <summary>The people of one province and language.</summary>
internal sealed record PreviewGroup
{
    public string? ProvinceCode { get; init; }

    public string? Language { get; init; }

    public long People { get; init; }

    /// <summary>Those of them whom the gate excludes, one count for each of its reasons.</summary>
    public long[] Excluded { get; init; } = [];

    public long Contactable => People - Excluded.Sum();
}
