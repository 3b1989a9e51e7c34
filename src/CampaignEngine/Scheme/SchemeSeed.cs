using System.Globalization;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;
using Sylvan.Data.Csv;

namespace CampaignEngine.Scheme;

/// <summary>The parameters known when this build was made. A row that is there already is left as people have it.</summary>
internal sealed class SchemeSeed : ISeed
{
    public async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        using var text = new StreamReader(typeof(SchemeSeed).Assembly.GetManifestResourceStream("seeds/scheme_parameters.csv")!);
        await using var csv = await CsvDataReader.CreateAsync(text);
        while (await csv.ReadAsync(cancel))
            await connection.ExecuteAsync("""
                INSERT INTO scheme_parameters (parameter, category, value, unit, valid_from, valid_to, source, status)
                VALUES (@parameter, @category, @value, @unit, @from::date, nullif(@to, '')::date, @source, @status)
                ON CONFLICT DO NOTHING -- seeded before; since then a person may have confirmed it
                """, new
            {
                parameter = csv.GetString(0),
                category = csv.GetString(1),
                value = decimal.Parse(csv.GetString(2), CultureInfo.InvariantCulture),
                unit = csv.GetString(3),
                from = csv.GetString(4),
                to = csv.GetString(5),
                source = csv.GetString(6),
                status = csv.GetString(7),
            });
    }
}
