using CampaignEngine.Access;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Ends a run: what is pending is cancelled, what is in flight is finished, what was accepted still gets its receipts.</summary>
public sealed class CancelRun(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    private static readonly string[] Open =
        [RunState.Freezing, RunState.Rendering, RunState.Running, RunState.Paused, RunState.Stopped];

    /// <summary>How many messages were cancelled.</summary>
    public async Task<int> ExecuteAsync(Actor actor, int runId, CancellationToken cancel)
    {
        RunControl.MayControl(actor);
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RunControl.MoveAsync(connection, runId, Open, RunState.Cancelled, reason: null, now, cancel);
        // Chunks first: a claim holds its chunk's row while it marks messages, so none comes between this and the next statement.
        await connection.ExecuteAsync(new(
            "UPDATE chunks SET state = 'done', lease_owner = null, lease_until = null WHERE run_id = @runId AND state <> 'done'",
            new { runId }, cancellationToken: cancel));
        var cancelled = await MessageStatuses.CancelAsync(connection, runId, 1, int.MaxValue, now, cancel);
        await audit.WriteAsync(connection, actor, "run.cancel", $"run {runId}", new { cancelled }, cancel);
        await transaction.CommitAsync(cancel);
        return cancelled;
    }
}
