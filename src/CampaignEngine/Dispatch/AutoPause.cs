using CampaignEngine.Access;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Pauses a running run for a reason the engine saw itself; a person looks and resumes it.</summary>
public sealed class AutoPause(NpgsqlDataSource source, AuditTrail audit, ILogger<AutoPause> log)
{
    public async Task ExecuteAsync(int runId, string reason, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Guarded by the state: of several workers that see the same cause one pauses, and what a person did meanwhile stands.
        var paused = await connection.ExecuteAsync(new("""
            UPDATE runs SET state = 'paused', paused_from = 'running', reason = @reason WHERE run_id = @runId AND state = 'running' AND campaign_id IS NOT NULL
            """, new { runId, reason }, cancellationToken: cancel));
        if (paused == 0) return;
        await audit.WriteByItselfAsync(connection, "run.pause", $"run {runId}", new { reason }, cancel);
        await transaction.CommitAsync(cancel);
        log.LogError("Run {Run} was paused: {Reason}", runId, reason);
    }
}
