using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Goes on where the run was paused, also before it ran; a stopped one is frozen again.</summary>
public sealed class ResumeRun(NpgsqlDataSource source, AuditTrail audit)
{
    public async Task ExecuteAsync(Actor actor, int runId, CancellationToken cancel)
    {
        RunControl.MayControl(actor);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (state, pausedFrom) = await connection.QuerySingleOrDefaultAsync<(string?, string?)>(new(
            "SELECT state, paused_from FROM runs WHERE run_id = @runId", new { runId }, cancellationToken: cancel));
        // A run is stopped before it runs, because its audience or a text is not what was approved: it is frozen and checked again.
        var (from, to) = state == RunState.Stopped ? (RunState.Stopped, RunState.Freezing) : (RunState.Paused, pausedFrom ?? RunState.Running);
        await RunControl.MoveAsync(connection, runId, [from], to, reason: null, finishedAt: null, cancel);
        // A person has looked: the brake begins anew.
        await TallyStore.ForgetAsync(connection, runId, cancel);
        await audit.WriteAsync(connection, actor, "run.resume", $"run {runId}", null, cancel);
        await transaction.CommitAsync(cancel);
    }
}
