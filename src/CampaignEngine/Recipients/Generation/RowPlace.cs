using CampaignEngine.Storage;

namespace CampaignEngine.Recipients.Generation;

/// <summary>Where the person lives, and of which day the row is.</summary>
internal static class RowPlace
{
    /// <summary>Rows that nobody has touched since before July 2025, when the provinces were 63.</summary>
    private const int OfOldProvinces = 15;

    private static readonly DateOnly Reform = new(2025, 7, 1);

    private static readonly ILookup<string, string> OldCodes = SeedTable
        .Read("province_succession.csv", r => (Old: r.GetString(r.GetOrdinal("old_code")), New: r.GetString(r.GetOrdinal("new_code")), Reused: r.GetString(r.GetOrdinal("code_reused")) == "yes"))
        .Where(s => !s.Reused && s.Old != s.New).ToLookup(s => s.New, s => s.Old, StringComparer.Ordinal);

    public static readonly IReadOnlyList<string> ReusedCodes = [.. SeedTable
        .Read("province_succession.csv", r => (Old: r.GetString(r.GetOrdinal("old_code")), Reused: r.GetString(r.GetOrdinal("code_reused")) == "yes"))
        .Where(s => s.Reused).Select(s => s.Old)];

    public static DateOnly Fill(InventedRow row, Household household, PcgRandom random)
    {
        row[PeopleColumn.Household] = household.Code;
        var province = household.Home.Province.Code;
        var updated = GenerationShares.StateOn.AddDays(-1 - random.Below(GenerationShares.StateOn.DayNumber - 1 - Reform.DayNumber));
        if (random.PerMille(OfOldProvinces) && OldCodes.Contains(province))
        {
            updated = Reform.AddDays(-1 - random.Below(200));
            row[PeopleColumn.ProvinceCode] = random.Pick(OldCodes[province].ToList());
        }
        else
        {
            row[PeopleColumn.ProvinceCode] = province;
            row[PeopleColumn.CommuneCode] = household.Home.Commune;
        }
        row[PeopleColumn.UpdatedOn] = Cell.Day(updated);
        return updated;
    }
}
