using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What each attempt took of its run's budget and its sender's quotas.</summary>
internal static class ReservationStore
{
    /// <summary>Written with the claim, for the attempt the claim is about to count.</summary>
    public static Task WriteAsync(
        NpgsqlConnection connection, int runId, IReadOnlyList<WaitingMessage> messages, string sender, int? dongPerPart, DateOnly? quotaDay, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            INSERT INTO reservations (run_id, message_no, attempt, sender, dong, quota_day)
            SELECT @runId, message_no, attempt, @sender, parts * @dongPerPart::int, @quotaDay::date
            FROM unnest(@numbers, @attempts, @parts) AS m (message_no, attempt, parts)
            """, new
        {
            runId,
            numbers = messages.Select(m => m.MessageNo).ToArray(),
            attempts = messages.Select(m => (short)(m.Attempt + 1)).ToArray(),
            parts = messages.Select(m => m.Parts).ToArray(),
            sender,
            dongPerPart,
            quotaDay,
        }, cancellationToken: cancel));

    /// <summary>Gives back what these attempts took. The row goes with it, so that nothing is given back twice.</summary>
    public static async Task GiveBackAsync(
        NpgsqlConnection connection, IReadOnlyList<(MessageReference Reference, int Attempt)> attempts, CancellationToken cancel)
    {
        var taken = (await connection.QueryAsync<(int RunId, string Sender, int? Dong, DateOnly? QuotaDay)>(new("""
            DELETE FROM reservations r USING unnest(@runs, @numbers, @attempts) AS a (run_id, message_no, attempt)
            WHERE r.run_id = a.run_id AND r.message_no = a.message_no AND r.attempt = a.attempt
            RETURNING r.run_id, r.sender, r.dong, r.quota_day
            """, new
        {
            runs = attempts.Select(a => a.Reference.RunId).ToArray(),
            numbers = attempts.Select(a => a.Reference.MessageNo).ToArray(),
            attempts = attempts.Select(a => (short)a.Attempt).ToArray(),
        }, cancellationToken: cancel))).AsList();
        // Locked in the order in which claims lock them: the budget, then the quotas, the day's before the month's.
        foreach (var run in taken.Where(t => t.Dong is not null).GroupBy(t => t.RunId).OrderBy(g => g.Key))
            await RunBudgets.GiveBackAsync(connection, run.Key, run.Sum(t => (long)t.Dong!), cancel);
        foreach (var day in taken.Where(t => t.QuotaDay is not null).GroupBy(t => (t.Sender, Day: t.QuotaDay!.Value)).OrderBy(g => g.Key))
        {
            await SenderQuotas.GiveBackAsync(connection, day.Key.Sender, QuotaBuckets.Day, day.Key.Day, day.Count(), cancel);
            await SenderQuotas.GiveBackAsync(connection, day.Key.Sender, QuotaBuckets.Month, QuotaBuckets.FirstOf(day.Key.Day), day.Count(), cancel);
        }
    }
}
