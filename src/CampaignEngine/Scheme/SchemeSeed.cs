using System.Globalization;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Scheme;

/// <summary>The parameters known when this build was made. A row that is there already is left as people have it.</summary>
internal sealed class SchemeSeed : ISeed
{
    public static readonly IReadOnlyList<SchemeParameter> Rows = SeedTable.Read("scheme_parameters.csv", r => new SchemeParameter(
        r.GetString(0), r.GetString(1), decimal.Parse(r.GetString(2), CultureInfo.InvariantCulture), r.GetString(3),
        Day(r.GetString(4))!.Value, Day(r.GetString(5)), r.GetString(6), Enacted: r.GetString(7) == "enacted"));

    public Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel) => connection.ExecuteAsync("""
        INSERT INTO scheme_parameters (parameter, category, value, unit, valid_from, valid_to, source, status)
        VALUES (@Parameter, @Category, @Value, @Unit, @ValidFrom, @ValidTo, @Source, CASE WHEN @Enacted THEN 'enacted' ELSE 'expected' END)
        ON CONFLICT DO NOTHING -- seeded before; since then a person may have confirmed it
        """, Rows);

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
