using CampaignEngine.Access;
using CampaignEngine.Links;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Publications;

/// <param name="At">When it was published, as the person says.</param>
/// <param name="Where">The public address of the post; of a broadcast, the place.</param>
public sealed record TaskProof(DateTimeOffset At, string Where);

/// <summary>
/// Takes a person's word that a task is done, with its proof. A broadcast may be confirmed again for another time: each counts for its week. The
/// same word twice changes nothing.
/// </summary>
public sealed class ConfirmTask(NpgsqlDataSource source, TaskLink links, IOptions<PublicationOptions> options, AuditTrail audit, TimeProvider clock)
{
    private readonly AddressRules addresses = new(Options.Create(new LinksOptions { AllowedHosts = options.Value.ProofHosts }));

    public Task ExecuteAsync(Actor actor, int taskId, TaskProof proof, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        return WriteAsync(actor, actor.Name, taskId, proof, cancel);
    }

    /// <returns>False where the link is good for nothing.</returns>
    public async Task<bool> ByLinkAsync(int taskId, string secret, TaskProof proof, CancellationToken cancel)
    {
        if (await links.FindAsync(taskId, secret, cancel) is not { } task) return false;
        await WriteAsync(actor: null, $"link: {task.Assignee}", taskId, proof, cancel);
        return true;
    }

    private async Task WriteAsync(Actor? actor, string who, int taskId, TaskProof proof, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await WriteAsync(connection, actor, who, taskId, proof, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>In the caller's transaction.</summary>
    internal async Task WriteAsync(NpgsqlConnection connection, Actor? actor, string who, int taskId, TaskProof proof, CancellationToken cancel)
    {
        // Locked: of two who confirm at once the second finds it done.
        await connection.ExecuteAsync(new("SELECT FROM tasks WHERE task_id = @taskId FOR NO KEY UPDATE", new { taskId }, cancellationToken: cancel));
        var task = await TaskStore.FindAsync(connection, taskId, cancel);
        if (task is null || !task.IsOpen && !(task.IsBroadcast && task.State is TaskState.Done or TaskState.Measured)) throw TaskRules.NotOpen(taskId);
        if (TaskRules.Fault(task, proof, addresses, clock.GetUtcNow()) is { } fault) throw new RefusedException([fault]);

        var row = new { taskId, task.Commune, who, at = proof.At.UtcDateTime, proof = proof.Where.Trim(), now = clock.GetUtcNow().UtcDateTime };
        if (task.IsOpen)
            await connection.ExecuteAsync(new(
                "UPDATE tasks SET state = 'done', done_at = @at, done_by = @who, proof = @proof, secret_hash = null, changed_at = @now WHERE task_id = @taskId", row, cancellationToken: cancel));
        if (task.IsBroadcast)
            await connection.ExecuteAsync(new("""
                INSERT INTO broadcasts (task_id, commune, at, confirmed_by, confirmed_at) VALUES (@taskId, @Commune, @at, @who, @now)
                ON CONFLICT DO NOTHING -- confirmed before
                """, row, cancellationToken: cancel));
        if (actor is not null) await audit.WriteAsync(connection, actor, "task.confirm", $"task {taskId}", new { proof.At }, cancel);
        else await audit.WriteByItselfAsync(connection, "task.confirm-by-link", $"task {taskId}", new { proof.At }, cancel);
    }
}
