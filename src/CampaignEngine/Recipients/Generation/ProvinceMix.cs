using CampaignEngine.Storage;

namespace CampaignEngine.Recipients.Generation;

/// <summary>How many people a province has and of which ethnic groups.</summary>
/// <param name="People">Thousands, rounded.</param>
/// <param name="MinorityPercent">Of all groups but the Kinh.</param>
internal sealed record ProvinceMix(string Code, int People, int MinorityPercent, Weighted<string> Minorities)
{
    public const string Kinh = "01";

    public static readonly IReadOnlyList<ProvinceMix> All = SeedTable.Read("generation_provinces.csv",
        r => new ProvinceMix(r.GetString(0), r.GetInt32(1), r.GetInt32(2), new Weighted<string>(Groups(r.GetString(3)))));

    /// <summary>Here and there live others: a tenth of a province's minorities comes from all groups of the census.</summary>
    private static IEnumerable<(string, int)> Groups(string cell)
    {
        var main = cell.Split(' ').Select(g => g.Split(':')).Select(g => (g[0], int.Parse(g[1]) * 1_000_000)).ToList();
        var others = EthnicGroups.All.Where(g => g.Code != Kinh).ToList();
        var all = others.Sum(g => g.Population2019);
        return [.. main, .. others.Select(g => (g.Code, (int)(g.Population2019 * 10_000_000 / all)))];
    }
}
