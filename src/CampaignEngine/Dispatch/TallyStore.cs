using System.Text.Json;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Outcomes of runs added up, by all workers together. Insert-only, so that no two of them wait for each other.</summary>
internal static class TallyStore
{
    public static Task AddAsync(NpgsqlConnection connection, int runId, string kind, int outcomes, IReadOnlyList<string> failures, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            INSERT INTO outcome_tallies (run_id, kind, outcomes, failed, codes)
            SELECT run_id, @kind, @outcomes, @failed, @codes::jsonb FROM runs WHERE run_id = @runId AND state = 'running'
            """, new
        {
            runId,
            kind,
            outcomes,
            failed = failures.Count,
            codes = JsonSerializer.Serialize(failures.CountBy(code => code).ToDictionary()),
        }, cancellationToken: cancel));

    /// <summary>The newest rows that hold at least so many outcomes, added up.</summary>
    public static Task<Tally> NewestAsync(NpgsqlConnection connection, int runId, string kind, int window, CancellationToken cancel) =>
        connection.QuerySingleAsync<Tally>(new("""
            WITH newest AS (
                SELECT outcomes, failed, codes, sum(outcomes) OVER (ORDER BY tally_no DESC) - outcomes AS newer
                FROM (SELECT * FROM outcome_tallies WHERE run_id = @runId AND kind = @kind ORDER BY tally_no DESC LIMIT @window) AS rows
            ), counted AS (SELECT * FROM newest WHERE newer < @window)
            SELECT coalesce(sum(outcomes), 0) AS outcomes, coalesce(sum(failed), 0) AS failed,
                (SELECT c.key FROM counted, jsonb_each_text(codes) AS c GROUP BY c.key ORDER BY sum(c.value::int) DESC, c.key LIMIT 1) AS commonest
            FROM counted
            """, new { runId, kind, window }, cancellationToken: cancel));

    public static Task ForgetAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        connection.ExecuteAsync(new("DELETE FROM outcome_tallies WHERE run_id = @runId", new { runId }, cancellationToken: cancel));

    public static Task SweepAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "DELETE FROM outcome_tallies t USING runs r WHERE r.run_id = t.run_id AND r.state IN ('completed', 'cancelled')", cancellationToken: cancel));
}

/// <param name="Commonest">The code of most failures; null without any.</param>
internal sealed record Tally(long Outcomes, long Failed, string? Commonest);
