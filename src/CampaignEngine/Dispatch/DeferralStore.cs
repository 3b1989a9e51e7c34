using CampaignEngine.Consent;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Single messages that wait for a time of their own. A row past its time means nothing any more and is swept away.</summary>
internal static class DeferralStore
{
    public static Task PutOffAsync(NpgsqlConnection connection, int runId, IReadOnlyList<CapWait> waits, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            INSERT INTO deferrals (run_id, message_no, until, reason) SELECT @runId, * FROM unnest(@numbers, @times, @reasons)
            ON CONFLICT (run_id, message_no) DO UPDATE SET until = excluded.until, reason = excluded.reason -- put off before, and full again
            """, new
        {
            runId,
            numbers = waits.Select(w => w.MessageNo).ToArray(),
            times = waits.Select(w => w.Until.UtcDateTime).ToArray(),
            reasons = waits.Select(w => w.Code).ToArray(),
        }, cancellationToken: cancel));

    public static async Task<IReadOnlyList<PutOffCount>> CountAsync(NpgsqlConnection connection, int runId, DateTimeOffset now, CancellationToken cancel) =>
        (await connection.QueryAsync<PutOffCount>(new("""
            SELECT d.reason, count(*) AS count, min(d.until) AS until FROM deferrals d JOIN messages m USING (run_id, message_no)
            WHERE d.run_id = @runId AND d.until > @now AND m.status = 'pending'
            GROUP BY d.reason ORDER BY d.reason
            """, new { runId, now }, cancellationToken: cancel))).AsList();

    public static Task SweepAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel) =>
        connection.ExecuteAsync(new("DELETE FROM deferrals WHERE until <= @now", new { now }, cancellationToken: cancel));
}

/// <param name="Until">When the first of them may be sent, UTC.</param>
public sealed record PutOffCount(string Reason, long Count, DateTime Until);
