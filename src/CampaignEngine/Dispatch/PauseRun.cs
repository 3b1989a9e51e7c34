using CampaignEngine.Access;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Nothing more is claimed; what is in flight (a slice a pump) is finished. A run that is not running yet is not frozen or rendered further.
/// </summary>
public sealed class PauseRun(NpgsqlDataSource source, AuditTrail audit)
{
    public async Task ExecuteAsync(Actor actor, int runId, CancellationToken cancel)
    {
        RunControl.MayControl(actor);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunControl.MoveAsync(connection, runId, [RunState.Freezing, RunState.Rendering, RunState.Running], RunState.Paused, reason: null, finishedAt: null, cancel);
        await audit.WriteAsync(connection, actor, "run.pause", $"run {runId}", null, cancel);
        await transaction.CommitAsync(cancel);
    }
}
