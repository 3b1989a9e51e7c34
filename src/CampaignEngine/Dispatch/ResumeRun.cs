using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Goes on where the run was paused or stopped.</summary>
public sealed class ResumeRun(NpgsqlDataSource source, AuditTrail audit)
{
    public async Task ExecuteAsync(Actor actor, int runId, CancellationToken cancel)
    {
        RunControl.MayControl(actor);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunControl.MoveAsync(connection, runId, [RunState.Paused, RunState.Stopped], RunState.Running, reason: null, finishedAt: null, cancel);
        await audit.WriteAsync(connection, actor, "run.resume", $"run {runId}", null, cancel);
        await transaction.CommitAsync(cancel);
    }
}
