using Dapper;
using Npgsql;

namespace CampaignEngine.Intake;

/// <param name="Week">Its Monday, in Vietnam.</param>
/// <param name="InTime">Closed before their term.</param>
/// <param name="Late">Closed after it, or still open behind it.</param>
public sealed record CaseCount(DateOnly Week, string Provider, string Class, long Cases, long InTime, long Late, long Open);

/// <summary>Counts for a report, by week, channel and class. It names nobody.</summary>
public sealed class CaseReport(NpgsqlDataSource source, TimeProvider clock)
{
    /// <param name="from">The first day, in Vietnam.</param>
    /// <param name="to">The last day.</param>
    public async Task<IReadOnlyList<CaseCount>> ExecuteAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<CaseCount>(new("""
            SELECT date_trunc('week', received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS week, provider, class, count(*) AS cases,
                count(*) FILTER (WHERE state = 'closed' AND (due_at IS NULL OR closed_at <= due_at)) AS in_time,
                count(*) FILTER (WHERE due_at < coalesce(closed_at, @now)) AS late,
                count(*) FILTER (WHERE state <> 'closed') AS open
            FROM cases
            WHERE received_at >= @from AND received_at < @until
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """, new
        {
            from = Calendar.VietnamTime.At(from, TimeOnly.MinValue).UtcDateTime,
            until = Calendar.VietnamTime.At(to.AddDays(1), TimeOnly.MinValue).UtcDateTime,
            now = clock.GetUtcNow().UtcDateTime,
        }, cancellationToken: cancel))).AsList();
    }
}
