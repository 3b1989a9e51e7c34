using System.Globalization;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>The plan's own goals and a first theme → goal table. Rows a person has entered or changed are left alone.</summary>
internal sealed class ReachSeed : ISeed
{
    public async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await connection.ExecuteAsync("""
            INSERT INTO goals (goal, year, target_percent, source) VALUES (@Name, @Year, @TargetPercent, @Source)
            ON CONFLICT DO NOTHING -- seeded before, or entered by a person since
            """, SeedTable.Read("goals.csv", r => new Goal(
            r.GetString(0), r.GetInt32(1), decimal.Parse(r.GetString(2), CultureInfo.InvariantCulture), r.GetString(3), Invented: false)));

        // Contacts that were kept before there were counts of them.
        if (await connection.ExecuteScalarAsync<bool>("SELECT NOT EXISTS (SELECT FROM reach_counts) AND EXISTS (SELECT FROM first_reach)"))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await ReachRollUp.RecountAsync(connection, cancel);
            await transaction.CommitAsync(cancel);
        }

        // Seeded once as a whole: a theme that a person took out stays out.
        if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM theme_goals)")) return;
        await connection.ExecuteAsync("INSERT INTO theme_goals (theme, goal) VALUES (@Theme, @Goal)",
            SeedTable.Read("theme_goals.csv", r => new { Theme = r.GetInt32(0), Goal = r.GetString(1) }));
    }
}
