using CampaignEngine.Storage;
using Dapper;
using Npgsql;
using Sylvan.Data.Csv;

namespace CampaignEngine.Places;

/// <summary>
/// The provinces of 1 July 2025 and where the old ones went, and some five communes a province for the demo. A row that is there
/// already stays as it is: an official list may have closed it since.
/// </summary>
internal sealed class PlacesSeed : ISeed
{
    private const string Source = "National Statistics Office, list of administrative units (state of July 2026)";
    private static readonly DateOnly Since = new(2025, 7, 1);

    public async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var provinces = Columns("provinces.csv", 5);
        await connection.ExecuteAsync("""
            INSERT INTO provinces (code, name, full_name, name_en, kind, valid_from, source)
            SELECT *, @Since, @Source FROM unnest(@a, @b, @c, @d, @e)
            ON CONFLICT DO NOTHING -- seeded before
            """, new { Since, Source, a = provinces[0], b = provinces[1], c = provinces[2], d = provinces[3], e = provinces[4] });

        var succession = Columns("province_succession.csv", 5);
        await connection.ExecuteAsync("""
            INSERT INTO province_succession (old_code, old_name, new_code, changed_on, code_reused)
            SELECT code, name, went_to, changed_on::date, reused = 'yes' FROM unnest(@a, @b, @c, @d, @e) AS s (code, name, went_to, changed_on, reused)
            ON CONFLICT DO NOTHING -- seeded before
            """, new { a = succession[0], b = succession[1], c = succession[2], d = succession[3], e = succession[4] });

        var communes = Columns("demo_communes.csv", 5);
        await connection.ExecuteAsync("""
            INSERT INTO communes (code, name, full_name, kind, province_code, valid_from, source)
            SELECT *, @Since, @Source FROM unnest(@a, @b, @c, @d, @e)
            ON CONFLICT DO NOTHING -- seeded before, or changed by an official list
            """, new { Since, Source, a = communes[0], b = communes[1], c = communes[2], d = communes[3], e = communes[4] });
    }

    private static string[][] Columns(string file, int count)
    {
        var rows = SeedTable.Read(file, (CsvDataReader r) => Enumerable.Range(0, count).Select(r.GetString).ToArray());
        return [.. Enumerable.Range(0, count).Select(c => rows.Select(r => r[c]).ToArray())];
    }
}
