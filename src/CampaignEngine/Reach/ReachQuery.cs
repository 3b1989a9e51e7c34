using Dapper;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>What reach is now: the roll-up, and on top of it what was delivered since. Distinct people by pseudonym; each is told by their state at the first contact that counts.</summary>
public sealed class ReachQuery(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<ReachReport> ReportAsync(int year, ReachDimension by, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(new(ReachSql.Settings, cancellationToken: cancel));
        var goals = (await connection.QueryAsync<Goal>(
            "SELECT goal AS name, year, target_percent, source, invented FROM goals WHERE year = @year", new { year })).ToDictionary(g => g.Name);
        var bases = (await connection.QueryAsync<Denominator>(
            "SELECT goal, year, province_code AS province, count, base, source, invented FROM denominators WHERE year = @year", new { year }))
            .ToDictionary(d => (d.Goal, d.Province));
        var labels = (await connection.QueryAsync<(string Code, string Name)>("SELECT code, name FROM provinces")).ToLookup(p => p.Code, p => p.Name);
        var counts = (await connection.QueryAsync<CountRow>(Sql, Parameters(year, by), commandTimeout: 300)).AsList();

        var reports = GoalStore.Names.Select(name =>
        {
            var rows = counts.Where(c => c.Goal == name).ToLookup(c => c.Dimension == nameof(ReachDimension.None));
            var total = Count(rows[true]);
            var nation = bases.GetValueOrDefault((name, ""));
            var parts = rows[false].GroupBy(r => r.Key).Select(r =>
            {
                long? part = by == ReachDimension.Province && bases.TryGetValue((name, r.Key), out var d) ? d.Count : null;
                var label = by == ReachDimension.Province ? labels[r.Key].FirstOrDefault(r.Key) : r.Key;
                var count = Count(r);
                return new ReachRow(r.Key, label, count, part, Percent(count.Reached, part));
            }).OrderByDescending(r => r.Count.Reached).ThenBy(r => r.Key, StringComparer.Ordinal).ToList();
            return new GoalReach(name, goals.GetValueOrDefault(name), nation, total, Percent(total.Reached, nation?.Count), parts);
        }).ToList();
        return new ReachReport(year, by, clock.GetUtcNow(), reports);
    }

    private static decimal? Percent(long reached, long? of) => of is null ? null : Math.Round(100m * reached / of.Value, 3);

    private static ReachCount Count(IEnumerable<CountRow> rows)
    {
        var people = rows.ToDictionary(r => r.Figure, r => r.People);
        long Of(ReachFigure figure) => people.GetValueOrDefault(figure);
        return new(Of(ReachFigure.Reached), Of(ReachFigure.Assumed), Of(ReachFigure.Students), Of(ReachFigure.Pensioners), Of(ReachFigure.OtherAge),
            Of(ReachFigure.Unknown), Of(ReachFigure.RenewalOnly));
    }

    private static DynamicParameters Parameters(int year, ReachDimension by)
    {
        var parameters = ReachSql.Parameters(new[] { ReachDimension.None, by }.Distinct().Select(d => d.ToString()));
        parameters.Add("year", year);
        return parameters;
    }

    // The roll-up and what was delivered since, in one statement: it sees each delivery on one side and not on both.
    private static readonly string Sql = $"""
        WITH {ReachSql.Change("deliveries")}
        SELECT goal, dimension, key, figure::smallint, sum(people)::bigint AS people
        FROM (SELECT goal, year, dimension, key, figure, people FROM reach_counts UNION ALL SELECT * FROM change) counted
        WHERE year = @year AND goal = ANY (@goals) AND dimension = ANY (@dimensions)
        GROUP BY goal, dimension, key, figure HAVING sum(people) <> 0
        """;

    private sealed record CountRow(string Goal, string Dimension, string Key, ReachFigure Figure, long People);
}
