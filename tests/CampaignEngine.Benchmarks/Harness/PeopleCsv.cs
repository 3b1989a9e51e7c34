using System.Globalization;
using CampaignEngine.Recipients.Generation;
using Dapper;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>A file of invented people, 20 columns, every cell good: what a unit sends each month.</summary>
internal sealed class PeopleCsv(IReadOnlyList<(string Code, string Province)> communes)
{
    private const string Header =
        "full_name,personal_number,insurance_number,birth_date,sex,ethnic_group,language,province_code,commune_code,phone," +
        "occupation,groups,support_category,scheme_status,income,payment_method,paid_through,collection_point,household,invented";

    private static readonly string[] Surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"];
    private static readonly string[] Middles = ["Văn", "Thị", "Minh", "Ngọc", "Hữu"];
    private static readonly string[] Names = ["An", "Bình", "Dũng", "Hạnh", "Lan", "Sơn", "Tâm", "Yến", "Phúc"];
    private static readonly string[] Prefixes = ["090", "091", "098", "097", "096", "086", "083", "084", "085", "081", "082", "032", "033", "034", "035", "036", "037", "038", "039", "070"];
    private static readonly string[] Occupations = ["farm_household", "market_trader", "household_business", "piece_work", "self_employed", "craft_village"];
    private static readonly string[] Groups = ["V1", "V3", "V3", "V5", "V6", "V2"];

    private readonly InventedNumbers numbers = new(1);

    public static async Task<PeopleCsv> CreateAsync(BenchDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return new PeopleCsv((await connection.QueryAsync<(string, string)>("SELECT code, province_code FROM communes WHERE valid_to IS NULL ORDER BY code")).AsList());
    }

    /// <param name="changedEvery">Every so many-th person has another income than in a file of another such number; 0: nobody has.</param>
    public void Write(string path, int count, int changedEvery)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine(Header);
        for (var n = 0; n < count; n++) writer.WriteLine(Row(n, changedEvery > 0 && n % changedEvery == 0 ? 1_000 * (50 + changedEvery) : 0));
    }

    private string Row(int n, int more)
    {
        var born = new DateOnly(1960, 1, 1).AddDays(n * 7919L % 16000 is var days ? (int)days : 0);
        var (commune, province) = communes[n % communes.Count];
        var voluntary = n % 5 == 2;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Surnames[n % 8]} {Middles[n / 8 % 5]} {Names[n / 40 % 9]},{numbers.Personal(n, n % 2 == 0, born.Year)},{numbers.Insurance(n)},{born:dd/MM/yyyy},{(n % 2 == 0 ? "female" : "male")},"
            + $"{(n % 9 == 0 ? "05" : "01")},{(n % 20 == 0 ? "km" : "vi")},{province},{commune},{Prefixes[n % 20]}{n / 20:D7},"
            + $"{Occupations[n % 6]},{Groups[n % 6]},{(n % 10 == 0 ? "poor" : "")},{(voluntary ? "voluntary" : "none")},{(voluntary ? 1_500_000 : 0) + 100_000 * (n % 20) + 1_600_000 + more},"
            + $"{(voluntary ? "three_monthly" : "")},{(voluntary ? $"{1 + n % 4:D2}/2026" : "")},Điểm thu {n % 500},H{n / 4},true");
    }
}
