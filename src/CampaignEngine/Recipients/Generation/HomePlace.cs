using CampaignEngine.Places;
using CampaignEngine.Storage;

namespace CampaignEngine.Recipients.Generation;

/// <summary>A commune that ships for the demo, with the mix of its province.</summary>
internal sealed record HomePlace(string Commune, string Name, bool SpecialZone, ProvinceMix Province)
{
    /// <summary>By the people of the province, shared evenly by its communes.</summary>
    public static readonly Weighted<HomePlace> All = new(Read().GroupBy(p => p.Province.Code).SelectMany(communes =>
        communes.Select(c => (c, Math.Max(1, c.Province.People * (c.SpecialZone ? 5 : 100) / communes.Count())))));

    private static IReadOnlyList<HomePlace> Read()
    {
        var mixes = ProvinceMix.All.ToDictionary(m => m.Code, StringComparer.Ordinal);
        return SeedTable.Read("demo_communes.csv", r => new HomePlace(
            r.GetString(r.GetOrdinal("code")), r.GetString(r.GetOrdinal("full_name")),
            r.GetString(r.GetOrdinal("kind")) == PlaceKind.SpecialZone, mixes[r.GetString(r.GetOrdinal("province_code"))]));
    }
}
