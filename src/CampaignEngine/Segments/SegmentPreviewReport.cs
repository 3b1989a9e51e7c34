using CampaignEngine.Consent;

namespace CampaignEngine.Segments;

/// <summary>matched = contactable + the exclusions; the same holds in every row of the breakdowns.</summary>
/// <param name="Languages">By declared language; those who declared none stand in a row of their own with no code.</param>
public sealed record SegmentPreviewReport(
    long Matched, long Contactable, IReadOnlyList<PreviewRow> Provinces, IReadOnlyList<PreviewRow> Languages, IReadOnlyList<PreviewExclusion> Exclusions)
{
    internal static SegmentPreviewReport Of(IReadOnlyList<PreviewGroup> groups, IReadOnlyDictionary<string, string> provinces) => new(
        groups.Sum(g => g.People),
        groups.Where(g => g.Reason is null).Sum(g => g.People),
        Rows(groups, g => g.ProvinceCode, code => code is null ? "chưa rõ / not known" : provinces.GetValueOrDefault(code, code)),
        Rows(groups, g => g.Language, tag => tag is null ? "chưa khai báo / not declared" : Recipients.Languages.Find(tag)?.NameVi ?? tag),
        [.. from g in groups
            where g.Reason is not null
            group g.People by g.Reason into reason
            let words = GateReasons.Find(reason.Key)
            orderby reason.Sum() descending, reason.Key
            select new PreviewExclusion(reason.Key, words.Vi, words.En, reason.Sum())]);

    private static List<PreviewRow> Rows(IEnumerable<PreviewGroup> groups, Func<PreviewGroup, string?> key, Func<string?, string> name) =>
        [.. from g in groups
            group g by key(g) into row
            let matched = row.Sum(g => g.People)
            orderby matched descending, row.Key
            select new PreviewRow(row.Key, name(row.Key), matched, row.Where(g => g.Reason is null).Sum(g => g.People))];
}

public sealed record PreviewRow(string? Code, string Name, long Matched, long Contactable);

/// <param name="Reason">A code of <see cref="GateReasons"/>.</param>
public sealed record PreviewExclusion(string Reason, string Vi, string En, long People);

internal sealed record PreviewGroup(string? ProvinceCode, string? Language, string? Reason, long People);
