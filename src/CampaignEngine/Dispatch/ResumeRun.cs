using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Goes on where the run was paused; a stopped one is frozen again.</summary>
public sealed class ResumeRun(NpgsqlDataSource source, AuditTrail audit)
{
    public async Task ExecuteAsync(Actor actor, int runId, CancellationToken cancel)
    {
        RunControl.MayControl(actor);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var state = await connection.ExecuteScalarAsync<string?>(new("SELECT state FROM runs WHERE run_id = @runId", new { runId }, cancellationToken: cancel));
        // A run is stopped before it runs, because its audience or a text is not what was approved: it is frozen and checked again.
        var to = state == RunState.Stopped ? RunState.Freezing : RunState.Running;
        await RunControl.MoveAsync(connection, runId, [to == RunState.Freezing ? RunState.Stopped : RunState.Paused], to, reason: null, finishedAt: null, cancel);
        await audit.WriteAsync(connection, actor, "run.resume", $"run {runId}", null, cancel);
        await transaction.CommitAsync(cancel);
    }
}
