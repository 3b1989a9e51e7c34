using CampaignEngine.Storage;
using Dapper;
using Npgsql;
using Sylvan.Data.Csv;

namespace CampaignEngine.Reach;

/// <summary>The plan's own goals and a first theme → goal table. Rows a person has entered or changed are left alone.</summary>
internal sealed class ReachSeed : ISeed
{
    public async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var row in Read("goals.csv"))
            await connection.ExecuteAsync("""
                INSERT INTO goals (goal, year, target_percent, source) VALUES (@goal, @year, @target, @source)
                ON CONFLICT DO NOTHING -- seeded before, or entered by a person since
                """, new { goal = row[0], year = int.Parse(row[1]), target = decimal.Parse(row[2]), source = row[3] });

        // Seeded once as a whole: a theme that a person took out stays out.
        if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM theme_goals)")) return;
        foreach (var row in Read("theme_goals.csv"))
            await connection.ExecuteAsync("INSERT INTO theme_goals (theme, goal) VALUES (@theme, @goal)", new { theme = int.Parse(row[0]), goal = row[1] });
    }

    private static IEnumerable<string[]> Read(string seed)
    {
        using var text = new StreamReader(typeof(ReachSeed).Assembly.GetManifestResourceStream($"seeds/{seed}")!);
        using var csv = CsvDataReader.Create(text);
        while (csv.Read())
            yield return Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToArray();
    }
}
