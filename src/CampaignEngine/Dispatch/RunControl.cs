using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The guarded change of a run's state that pause, resume and cancel share. A second click finds it done and is refused by words.</summary>
internal static class RunControl
{
    public static async Task MoveAsync(
        NpgsqlConnection connection, int runId, string[] from, string to, string? reason, DateTimeOffset? finishedAt, CancellationToken cancel)
    {
        // The guard is the state: of two who act at once the second changes nothing.
        var moved = await connection.ExecuteAsync(new("""
            UPDATE runs SET state = @to, reason = @reason, finished_at = @finishedAt, paused_from = CASE WHEN @to = 'paused' THEN state END
            WHERE run_id = @runId AND state = ANY(@from) AND campaign_id IS NOT NULL
            """, new { runId, from, to, reason, finishedAt }, cancellationToken: cancel));
        if (moved == 1) return;
        var state = await connection.ExecuteScalarAsync<string?>(new(
            "SELECT state FROM runs WHERE run_id = @runId AND campaign_id IS NOT NULL", new { runId }, cancellationToken: cancel));
        throw NotFrom(runId, state, to);
    }

    /// <param name="state">Null: there is no such run.</param>
    public static RefusedException NotFrom(int runId, string? state, string to) => state is null
        ? new RefusedException("unknown-run", $"run {runId}", $"Không có lần chạy số {runId}.", $"There is no run {runId}.")
        : new RefusedException("run-state", $"run {runId}",
            $"Lần chạy {runId} đang ở trạng thái '{state}' nên không thể chuyển sang '{to}'.", $"Run {runId} is {state}: it cannot become {to}.");

    public static void MayControl(Actor actor) => actor.MustBe(Role.Manager, Role.Operator);
}
