using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>The goals and the denominators they are measured against: dated, sourced rows that a named person enters.</summary>
public sealed class GoalStore(NpgsqlDataSource source, AuditTrail audit)
{
    public static readonly IReadOnlyList<string> Names = ["labour_force_voluntary", "labour_force_all_schemes"];

    public async Task EnterGoalAsync(Actor actor, Goal goal, CancellationToken cancel)
    {
        actor.MustBe(Role.Analyst, Role.Manager);
        Check(goal.Name, goal.Source);
        if (goal.TargetPercent is <= 0 or > 100)
            throw new RefusedException("goal-percent", "percent", "Chỉ tiêu phải lớn hơn 0 và không quá 100 %.", "A goal is above 0 and at most 100 %.");

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // A goal entered again replaces the earlier figure; the audit row keeps what it was.
        var before = await connection.QuerySingleOrDefaultAsync<decimal?>(
            "SELECT target_percent FROM goals WHERE goal = @Name AND year = @Year FOR UPDATE", goal);
        await connection.ExecuteAsync("""
            INSERT INTO goals (goal, year, target_percent, source, invented, entered_by)
            VALUES (@Name, @Year, @TargetPercent, @Source, @Invented, @UserId)
            ON CONFLICT (goal, year) DO UPDATE
            SET target_percent = excluded.target_percent, source = excluded.source,
                invented = excluded.invented, entered_by = excluded.entered_by
            """, new { goal.Name, goal.Year, goal.TargetPercent, goal.Source, goal.Invented, actor.UserId });
        await audit.WriteAsync(connection, actor, "goal.enter", $"{goal.Name}/{goal.Year}", new { before, goal.TargetPercent, goal.Source }, cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task EnterDenominatorsAsync(Actor actor, IReadOnlyList<Denominator> rows, CancellationToken cancel)
    {
        actor.MustBe(Role.Analyst, Role.Manager);
        foreach (var row in rows)
        {
            Check(row.Goal, row.Source);
            if (row.Count <= 0)
                throw new RefusedException("denominator-count", row.Province, "Mẫu số phải lớn hơn 0.", "A denominator is above 0.");
        }

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("""
            INSERT INTO denominators (goal, year, province_code, count, base, source, invented, entered_by)
            SELECT * FROM unnest(@Goals, @Years, @Provinces, @Counts, @Bases, @Sources, @Invented, @Users)
            -- A newer figure for the same goal, year and place replaces the earlier one; the audit row keeps the act.
            ON CONFLICT (goal, year, province_code) DO UPDATE
            SET count = excluded.count, base = excluded.base, source = excluded.source,
                invented = excluded.invented, entered_by = excluded.entered_by
            """, new
        {
            Goals = rows.Select(r => r.Goal).ToArray(),
            Years = rows.Select(r => r.Year).ToArray(),
            Provinces = rows.Select(r => r.Province).ToArray(),
            Counts = rows.Select(r => r.Count).ToArray(),
            Bases = rows.Select(r => r.Base).ToArray(),
            Sources = rows.Select(r => r.Source).ToArray(),
            Invented = rows.Select(r => r.Invented).ToArray(),
            Users = rows.Select(_ => actor.UserId).ToArray(),
        });
        await audit.WriteAsync(connection, actor, "denominator.enter", rows[0].Goal, new { rows = rows.Count, rows[0].Source }, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static void Check(string goal, string source)
    {
        if (!Names.Contains(goal))
            throw new RefusedException("unknown-goal", goal, $"Không có mục tiêu này; hãy dùng: {string.Join(", ", Names)}.", $"No such goal; use one of {string.Join(", ", Names)}.");
        if (string.IsNullOrWhiteSpace(source))
            throw new RefusedException("no-source", goal, "Cần ghi rõ văn bản hoặc nguồn của con số.", "Name the document or source that sets the figure.");
    }
}
