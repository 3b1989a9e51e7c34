using System.Collections.Frozen;
using CampaignEngine.Files;
using CampaignEngine.Storage;

namespace CampaignEngine.Recipients;

/// <summary>The 54 groups by the codes of Decision 121-TCTK/PPCĐ. A restricted field: Law 91/2025/QH15 counts it as sensitive.</summary>
public static class EthnicGroups
{
    public static readonly IReadOnlyList<EthnicGroup> All = SeedTable.Read("ethnic_groups.csv", r => new EthnicGroup(
        r.GetString(r.GetOrdinal("code")), r.GetString(r.GetOrdinal("name")), r.GetInt64(r.GetOrdinal("population_2019"))));

    private static readonly FrozenDictionary<string, EthnicGroup> ByCode = All.ToFrozenDictionary(g => g.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, EthnicGroup> ByName = All
        .SelectMany(g => Names(g.Name).Select(n => (Key: TextKey.Of(n), Group: g))).DistinctBy(n => n.Key).ToFrozenDictionary(n => n.Key, n => n.Group, StringComparer.Ordinal);

    public static EthnicGroup? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>By code or by name, accents and case forgiven.</summary>
    public static EthnicGroup? Match(ReadOnlySpan<char> spelling) =>
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(spelling, out var group) ? group : ByName.GetValueOrDefault(TextKey.Of(spelling));

    /// <summary>"Mông (HMông)" is known by the whole, by the name and by the other name.</summary>
    private static IEnumerable<string> Names(string name) => [name, .. name.Split(['(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <param name="Population2019">Census of 2019.</param>
public sealed record EthnicGroup(string Code, string Name, long Population2019);
