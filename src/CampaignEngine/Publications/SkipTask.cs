using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>A person says that a task will not be done, and why.</summary>
public sealed class SkipTask(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public async Task ExecuteAsync(Actor actor, int taskId, string reason, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var skipped = await connection.ExecuteAsync(new("UPDATE tasks SET state = 'skipped', reason = @reason, secret_hash = null, changed_at = @now WHERE task_id = @taskId AND state = ANY(@open)",
            new { taskId, reason, open = TaskState.Open, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        if (skipped == 0) throw TaskRules.NotOpen(taskId);
        await audit.WriteAsync(connection, actor, "task.skip", $"task {taskId}", new { reason }, cancel);
        await transaction.CommitAsync(cancel);
    }
}
