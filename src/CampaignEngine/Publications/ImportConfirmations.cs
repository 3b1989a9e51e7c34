using CampaignEngine.Access;
using CampaignEngine.Files;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <param name="Taken">Confirmations that are new.</param>
/// <param name="Repeated">Known before, word for word.</param>
public sealed record ConfirmationsReport(int Taken, int Repeated);

/// <summary>
/// Takes the confirmations a unit has gathered, broadcasts of its communes above all, from one file: all of them or, where a row is wrong, none. The
/// same file again changes nothing.
/// </summary>
public sealed class ImportConfirmations(NpgsqlDataSource source, ConfirmTask confirm)
{
    private const int MostProblems = 50;

    public async Task<ConfirmationsReport> ExecuteAsync(Actor actor, string path, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var rows = ConfirmationFile.Read(await FileCheck.RunAsync(path, cancel));
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var problems = new List<Problem>();
        var repeated = 0;
        foreach (var row in rows)
        {
            if (problems.Count >= MostProblems) break;
            try
            {
                if (!await TakeAsync(connection, actor, row, cancel)) repeated++;
            }
            catch (RefusedException refused)
            {
                problems.AddRange(refused.Problems.Select(p => p with { Where = $"{row.Where}, {p.Where}" }));
            }
        }
        if (problems.Count > 0) throw new RefusedException(problems);
        await transaction.CommitAsync(cancel);
        return new ConfirmationsReport(rows.Count - repeated, repeated);
    }

    /// <returns>False where it is known.</returns>
    private async Task<bool> TakeAsync(NpgsqlConnection connection, Actor actor, ConfirmationRow row, CancellationToken cancel)
    {
        var taskId = row.Task ?? await OfCommuneAsync(connection, row, cancel);
        if (await IsKnownAsync(connection, taskId, row.Proof, cancel)) return false;
        await confirm.WriteAsync(connection, actor, actor.Name, taskId, row.Proof, cancel);
        return true;
    }

    /// <summary>The bulletin that was to be read in the commune at that time.</summary>
    private static async Task<int> OfCommuneAsync(NpgsqlConnection connection, ConfirmationRow row, CancellationToken cancel)
    {
        var tasks = (await connection.QueryAsync<int>(new("""
            SELECT task_id FROM tasks
            WHERE channel = 'loudspeaker' AND commune = @Commune AND state NOT IN ('skipped', 'cancelled') AND due_at - @early <= @at AND expires_at >= @at
            """, new { row.Commune, early = TaskRules.Early, at = row.Proof.At.UtcDateTime }, cancellationToken: cancel))).AsList();
        return tasks is [var only] ? only : throw new RefusedException("task-unclear", $"commune {row.Commune}",
            $"Có {tasks.Count} bản tin của xã này vào lúc đó; hãy ghi số nhiệm vụ.", $"The commune has {tasks.Count} bulletins at that time; give the task's number.");
    }

    private static Task<bool> IsKnownAsync(NpgsqlConnection connection, int taskId, TaskProof proof, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<bool>(new("""
            SELECT EXISTS (SELECT FROM broadcasts WHERE task_id = @taskId AND at = @at) OR EXISTS (SELECT FROM tasks WHERE task_id = @taskId AND done_at = @at AND proof = @proof)
            """, new { taskId, at = proof.At.UtcDateTime, proof = proof.Where.Trim() }, cancellationToken: cancel));
}
