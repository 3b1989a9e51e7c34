namespace CampaignEngine.Places;

/// <summary>The dated communes by code, and those of today by name within their province.</summary>
internal sealed class CommuneIndex
{
    private readonly Dictionary<string, CommuneRow[]> byCode;
    private readonly Dictionary<(string Province, string Name), string?> byName = [];
    private readonly Dictionary<(string Province, string Name), string?> byPlainName = [];

    public CommuneIndex(IEnumerable<CommuneRow> communes)
    {
        byCode = communes.GroupBy(c => c.Code).ToDictionary(g => g.Key, g => g.OrderBy(c => c.ValidFrom).ToArray(), StringComparer.Ordinal);
        foreach (var commune in byCode.Values.Select(c => c[^1]).Where(c => c.ValidTo is null))
            foreach (var name in (string[])[commune.Name, commune.FullName])
            {
                Add(byName, (commune.ProvinceCode, PlaceName.Key(name)), commune.Code);
                Add(byPlainName, (commune.ProvinceCode, Files.TextKey.Of(name)), commune.Code);
            }
    }

    /// <summary>The row that held on that day; else, where a list began later than the row's state, the one that holds still.</summary>
    public CommuneRow? ByCode(ReadOnlySpan<char> code, DateOnly? day)
    {
        if (!byCode.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var rows)) return null;
        if (day is { } stated)
            foreach (var row in rows)
                if (row.HoldsOn(stated)) return row;
        return rows[^1].ValidTo is null ? rows[^1] : null;
    }

    /// <summary>With its marks first; without them only where one commune alone can be meant.</summary>
    public PlaceFault ByName(string province, string name, out string? code)
    {
        if (!byName.TryGetValue((province, PlaceName.Key(name)), out code) && !byPlainName.TryGetValue((province, Files.TextKey.Of(name)), out code))
            return PlaceFault.CommuneUnknown;
        return code is null ? PlaceFault.CommuneAmbiguous : PlaceFault.None;
    }

    /// <summary>Null marks a name that two communes share.</summary>
    private static void Add(Dictionary<(string, string), string?> names, (string, string) key, string code) =>
        names[key] = names.TryGetValue(key, out var other) && other != code ? null : code;
}
