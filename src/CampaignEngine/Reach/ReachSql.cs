using CampaignEngine.Scheme;
using Dapper;

namespace CampaignEngine.Reach;

/// <summary>
/// How contacts become counts, for the roll-up and for what is read live on top of it. Of a person's contacts with one key the one that
/// proves most speaks, then the earliest.
/// </summary>
internal static class ReachSql
{
    public static readonly string[] Dimensions = Enum.GetNames<ReachDimension>();

    /// <summary>For the transaction: over many partitions the plan looks dear, and compiling it to machine code takes seconds where running it takes a fraction.</summary>
    public const string Settings = "SET LOCAL jit = off";

    // As long as the law is known ahead: the bounds no longer move after 2035.
    private static readonly int[] Years = [.. Enumerable.Range(2020, 100)];

    /// <summary>CTEs that end in news (contacts better than what is kept) and change (goal, year, dimension, key, figure, people: what they alter).</summary>
    /// <param name="sets">A relation of (run_id, message_nos). Given again they alter nothing.</param>
    public static string Change(string sets) => $"""
        fresh AS (
            SELECT DISTINCT ON ({ReachContacts.Key}) {ReachContacts.Columns} FROM ({ReachContacts.Of(sets)}) c
            ORDER BY {ReachContacts.Key}, counts DESC, proven DESC, delivered_at
        ), news AS MATERIALIZED (
            SELECT n.* FROM fresh n
            LEFT JOIN LATERAL (
                SELECT * FROM first_reach WHERE ({ReachContacts.Key}) = (n.goal, n.year, n.pseudonym, n.segment, n.province_code, n.language, n.channel) OFFSET 0
            ) f ON true
            WHERE f.goal IS NULL OR (n.counts, n.proven, f.delivered_at) > (f.counts, f.proven, n.delivered_at)
        ), states AS (
            -- A kept contact is superseded by the news of its key.
            SELECT *, is_new OR NOT bool_or(is_new) OVER (PARTITION BY {ReachContacts.Key}) AS remains
            FROM (
                SELECT {ReachContacts.Columns}, true AS is_new FROM news
                UNION ALL
                SELECT f.*, false FROM (SELECT DISTINCT goal, year, pseudonym FROM news) people
                CROSS JOIN LATERAL (
                    SELECT {ReachContacts.Columns} FROM first_reach WHERE (goal, year, pseudonym) = (people.goal, people.year, people.pseudonym) OFFSET 0
                ) f
            ) contact
        ), moves AS (
            SELECT goal, year, dimension, key, max(rank) FILTER (WHERE NOT is_new) AS before, max(rank) FILTER (WHERE remains) AS after
            FROM {Ranked("states")} GROUP BY goal, year, pseudonym, dimension, key
        ), change AS (
            SELECT goal, year, dimension, key, figure, sum(step)::bigint AS people
            FROM moves CROSS JOIN LATERAL (VALUES (before[4], -1), (after[4], 1)) step (figure, step)
            WHERE figure IS NOT NULL AND before[4] IS DISTINCT FROM after[4]
            GROUP BY goal, year, dimension, key, figure
        )
        """;

    /// <summary>The counts of all that is kept, from the ground up.</summary>
    public static string Whole => $"""
        SELECT goal, year, dimension, key, best[4] AS figure, count(*) AS people
        FROM (SELECT goal, year, dimension, key, max(rank) AS best FROM {Ranked("first_reach")} GROUP BY goal, year, pseudonym, dimension, key) people
        GROUP BY goal, year, dimension, key, best[4]
        """;

    public static DynamicParameters Parameters(IEnumerable<string> dimensions)
    {
        var parameters = new DynamicParameters();
        parameters.Add("goals", GoalStore.Names.ToArray());
        parameters.Add("dimensions", dimensions.ToArray());
        parameters.Add("first", RetirementAge.FirstWorkingYear);
        // Only the year of birth is always there: a person counts up to the birthday year in which the ordinary age is reached.
        parameters.Add("years", Years);
        parameters.Add("manLast", Years.Select(year => RetirementAge.Months(man: true, year) / 12).ToArray());
        parameters.Add("womanLast", Years.Select(year => RetirementAge.Months(man: false, year) / 12).ToArray());
        return parameters;
    }

    // rank orders a person's contacts; its last place is the figure, which decides between two of the same moment.
    private static string Ranked(string contacts) => $"""
        (
            SELECT c.*, d.dimension, d.key, ARRAY[counts::int, proven::int, -(date_part('epoch', delivered_at) * 1000000), {Figure}]::bigint[] AS rank
            FROM {contacts} c
            JOIN unnest(@years, @manLast, @womanLast) AS working (year, man_last, woman_last) USING (year)
            JOIN LATERAL (VALUES
                ('{ReachDimension.None}', ''), ('{ReachDimension.Province}', province_code), ('{ReachDimension.Group}', segment),
                ('{ReachDimension.Language}', language), ('{ReachDimension.Channel}', channel)) d (dimension, key) ON d.dimension = ANY (@dimensions)
        ) ranked
        """;

    private static string Figure => $"""
        CASE WHEN NOT counts THEN {ReachFigure.RenewalOnly:D}
             WHEN scheme_status IN ('pensioner', 'monthly_benefit') THEN {ReachFigure.Pensioners:D}
             WHEN occupation IN ('student', 'student_final_year') THEN {ReachFigure.Students:D}
             WHEN birth_year IS NULL OR sex IS NULL THEN {ReachFigure.Unknown:D}
             WHEN c.year - birth_year NOT BETWEEN @first AND CASE sex WHEN 'male' THEN man_last ELSE woman_last END THEN {ReachFigure.OtherAge:D}
             WHEN proven THEN {ReachFigure.Reached:D}
             ELSE {ReachFigure.Assumed:D} END
        """;
}
