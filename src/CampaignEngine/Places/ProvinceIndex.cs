namespace CampaignEngine.Places;

/// <summary>The provinces of today by code and name, and where the 63 old ones went.</summary>
internal sealed class ProvinceIndex
{
    private static readonly (string Name, string Code)[] OtherNames = [("HCM", "79"), ("TPHCM", "79"), ("Thừa Thiên Huế", "46")];

    private readonly Dictionary<string, string> today;
    private readonly Dictionary<string, SuccessionRow> old;
    private readonly Dictionary<string, string> byName = new(StringComparer.Ordinal);

    public ProvinceIndex(IEnumerable<ProvinceRow> provinces, IReadOnlyCollection<SuccessionRow> succession)
    {
        var rows = provinces.ToList();
        today = rows.ToDictionary(p => p.Code, p => p.Code, StringComparer.Ordinal);
        old = succession.ToDictionary(s => s.OldCode, StringComparer.Ordinal);
        ChangedOn = succession.Count == 0 ? DateOnly.MinValue : succession.Max(s => s.ChangedOn);
        foreach (var province in rows)
            foreach (var name in (string[])[province.Name, province.FullName, province.NameEn])
                byName[PlaceName.ProvinceKey(name)] = province.Code;
        // A name that went on is its province of today; the rest are where their province went.
        foreach (var row in succession) byName.TryAdd(PlaceName.ProvinceKey(row.OldName), row.NewCode);
        foreach (var (name, code) in OtherNames.Where(n => today.ContainsKey(n.Code))) byName.TryAdd(PlaceName.ProvinceKey(name), code);
    }

    /// <summary>The day the 63 became 34.</summary>
    public DateOnly ChangedOn { get; }

    public string? ByName(ReadOnlySpan<char> name) => byName.GetValueOrDefault(PlaceName.ProvinceKey(name.ToString()));

    /// <summary>The code read as one of today's.</summary>
    public string? AsToday(ReadOnlySpan<char> code) => today.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var found) ? found : null;

    /// <summary>The code read as one of before the change: where that province went.</summary>
    public string? AsOld(ReadOnlySpan<char> code) =>
        old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var row) ? row.NewCode : null;

    /// <summary>Means one province before the change and another after.</summary>
    public bool WasReused(ReadOnlySpan<char> code) =>
        old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var row) && row.CodeReused;
}
