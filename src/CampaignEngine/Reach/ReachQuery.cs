using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Scheme;
using Dapper;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>The one place that counts reach. Distinct people by pseudonym; each is told by their state at the first contact that counts.</summary>
public sealed class ReachQuery(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<ReachReport> ReportAsync(int year, ReachDimension by, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var goals = (await connection.QueryAsync<Goal>(
            "SELECT goal AS name, year, target_percent, source, invented FROM goals WHERE year = @year", new { year })).ToDictionary(g => g.Name);
        var bases = (await connection.QueryAsync<Denominator>(
            "SELECT goal, year, province_code AS province, count, base, source, invented FROM denominators WHERE year = @year", new { year }))
            .ToDictionary(d => (d.Goal, d.Province));
        var labels = (await connection.QueryAsync<(string Code, string Name)>("SELECT code, name FROM provinces")).ToLookup(p => p.Code, p => p.Name);
        var counts = (await connection.QueryAsync<CountRow>(CountSql(by), Parameters(year), commandTimeout: 300)).AsList();

        var reports = GoalStore.Names.Select(name =>
        {
            var rows = counts.Where(c => c.Goal == name).ToList();
            var total = rows.SingleOrDefault(r => r.Total)?.Count() ?? new ReachCount(0, 0, 0, 0, 0, 0, 0);
            var nation = bases.GetValueOrDefault((name, ""));
            var parts = rows.Where(r => !r.Total).Select(r =>
            {
                long? part = by == ReachDimension.Province && bases.TryGetValue((name, r.Key), out var d) ? d.Count : null;
                var label = by == ReachDimension.Province ? labels[r.Key].FirstOrDefault(r.Key) : r.Key;
                return new ReachRow(r.Key, label, r.Count(), part, Percent(r.Reached, part));
            }).OrderByDescending(r => r.Count.Reached).ThenBy(r => r.Key, StringComparer.Ordinal).ToList();
            return new GoalReach(name, goals.GetValueOrDefault(name), nation, total, Percent(total.Reached, nation?.Count), parts);
        }).ToList();
        return new ReachReport(year, by, clock.GetUtcNow(), reports);
    }

    private static decimal? Percent(long reached, long? of) => of is null ? null : Math.Round(100m * reached / of.Value, 3);

    private static DynamicParameters Parameters(int year)
    {
        var parameters = new DynamicParameters();
        parameters.Add("from", VietnamTime.At(new DateOnly(year, 1, 1), TimeOnly.MinValue).UtcDateTime);
        parameters.Add("to", VietnamTime.At(new DateOnly(year + 1, 1, 1), TimeOnly.MinValue).UtcDateTime);
        parameters.Add("year", year);
        parameters.Add("goals", GoalStore.Names.ToArray());
        parameters.Add("first", RetirementAge.FirstWorkingYear);
        // Only the year of birth is always there: a person counts up to the birthday year in which the ordinary age is reached.
        parameters.Add("manLast", RetirementAge.Months(man: true, year) / 12);
        parameters.Add("womanLast", RetirementAge.Months(man: false, year) / 12);
        return parameters;
    }

    private static string CountSql(ReachDimension by)
    {
        var key = by switch
        {
            ReachDimension.Province => "province_code",
            ReachDimension.Group => "segment",
            ReachDimension.Language => "language",
            ReachDimension.Channel => "channel",
            _ => "NULL",
        };
        return string.Create(CultureInfo.InvariantCulture, $"""
            WITH contacts AS (
                {ReachContacts.Live} AND m.delivered_at >= @from AND m.delivered_at < @to
                UNION ALL
                SELECT {ReachContacts.Columns} FROM first_reach WHERE goal = ANY (@goals) AND delivered_at >= @from AND delivered_at < @to
            ),
            -- One row a person, goal and key; among several contacts the one that proves most speaks, then the earliest.
            people AS (
                SELECT DISTINCT ON (goal, key, pseudonym) goal, key, pseudonym, counts, proven, {KindSql} AS kind
                FROM (SELECT *, coalesce({key}, '') AS key FROM contacts) c
                ORDER BY goal, key, pseudonym, counts DESC, proven DESC, delivered_at
            ),
            whole AS (
                SELECT DISTINCT ON (goal, pseudonym) goal, counts, proven, {KindSql} AS kind
                FROM contacts ORDER BY goal, pseudonym, counts DESC, proven DESC, delivered_at
            )
            SELECT goal, '' AS key, true AS total, {SumSql} FROM whole GROUP BY goal
            {(by == ReachDimension.None ? "" : $"UNION ALL SELECT goal, key, false, {SumSql} FROM people GROUP BY goal, key")}
            """);
    }

    private const string KindSql = """
        CASE WHEN scheme_status IN ('pensioner', 'monthly_benefit') THEN 'pensioner'
             WHEN occupation IN ('student', 'student_final_year') THEN 'student'
             WHEN birth_year IS NULL OR sex IS NULL THEN 'unknown'
             WHEN @year - birth_year BETWEEN @first AND CASE sex WHEN 'male' THEN @manLast ELSE @womanLast END THEN 'labour'
             ELSE 'age' END
        """;

    private const string SumSql = """
        count(*) FILTER (WHERE counts AND proven AND kind = 'labour') AS reached,
        count(*) FILTER (WHERE counts AND NOT proven AND kind = 'labour') AS assumed,
        count(*) FILTER (WHERE counts AND kind = 'student') AS students,
        count(*) FILTER (WHERE counts AND kind = 'pensioner') AS pensioners,
        count(*) FILTER (WHERE counts AND kind = 'age') AS other_age,
        count(*) FILTER (WHERE counts AND kind = 'unknown') AS unknown,
        count(*) FILTER (WHERE NOT counts) AS renewal_only
        """;

    private sealed record CountRow(
        string Goal, string Key, bool Total, long Reached, long Assumed, long Students, long Pensioners, long Other_Age, long Unknown, long Renewal_Only)
    {
        public ReachCount Count() => new(Reached, Assumed, Students, Pensioners, Other_Age, Unknown, Renewal_Only);
    }
}
