using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Detaches the partitions all of whose runs ended before a day and of which nothing may move any more. Decided in one transaction, with what is
/// kept of them; detached after it. What an interruption left half detached is finished first.
/// </summary>
public sealed class ArchiveRuns(NpgsqlDataSource source, RunStatus status, IEnumerable<IArchiveStep> steps, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Receipts may come late, and caps look back over a month: nothing younger than this is taken away.</summary>
    public const int YoungestDays = 60;

    public async Task<IReadOnlyList<PartitionVerdict>> ExecuteAsync(Actor actor, DateOnly before, CancellationToken cancel)
    {
        actor.MustBe(Role.Administrator);
        if (before > VietnamTime.Today(clock).AddDays(-YoungestDays))
            throw new RefusedException("too-young", $"{before:yyyy-MM-dd}",
                $"Chỉ lưu trữ các lần chạy kết thúc ít nhất {YoungestDays} ngày trước.", $"Only runs that ended at least {YoungestDays} days ago are archived.");
        await using var connection = await source.OpenConnectionAsync(cancel);
        foreach (var begun in await MessagePartitions.InStateAsync(connection, "detaching", cancel)) await DetachPartition.FinishAsync(connection, begun, cancel);

        var verdicts = new List<PartitionVerdict>();
        foreach (var partition in await MessagePartitions.InStateAsync(connection, "attached", cancel))
        {
            var verdict = await DecideAsync(connection, actor, partition, VietnamTime.At(before, TimeOnly.MinValue).ToUniversalTime(), cancel);
            if (verdict.Kept is null) await DetachPartition.FinishAsync(connection, partition, cancel);
            verdicts.Add(verdict);
        }
        return verdicts;
    }

    private async Task<PartitionVerdict> DecideAsync(
        NpgsqlConnection connection, Actor actor, MessagePartition partition, DateTimeOffset before, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await MessagePartitions.LockAsync(connection, cancel);
        var runs = (await connection.QueryAsync<int>(new(
            "SELECT run_id FROM runs WHERE run_id >= @FromRun AND run_id < @ToRun ORDER BY run_id", partition, cancellationToken: cancel))).AsList();
        if (await KeptAsync(connection, partition, runs, before, cancel) is { } reason) return new PartitionVerdict(partition.Name, runs, reason);

        // No launch may give a run a number in here any more.
        await RunPartition.SkipAsync(connection, partition.ToRun, cancel);
        foreach (var run in runs) await ArchivedRuns.AddAsync(connection, partition, await status.ExecuteAsync(run, cancel), clock.GetUtcNow(), cancel);
        await SpentIds.ForgetAsync(connection, partition, cancel);
        await ProviderIds.ForgetAsync(connection, partition, cancel);
        foreach (var step in steps) await step.ApplyAsync(connection, partition, cancel);
        if (!await DetachPartition.BeginAsync(connection, partition, cancel)) return new PartitionVerdict(partition.Name, runs, "taken-by-another");
        await audit.WriteAsync(connection, actor, "runs.archive", partition.Name, new { runs }, cancel);
        await transaction.CommitAsync(cancel);
        return new PartitionVerdict(partition.Name, runs, Kept: null);
    }

    private static async Task<string?> KeptAsync(
        NpgsqlConnection connection, MessagePartition partition, IReadOnlyList<int> runs, DateTimeOffset before, CancellationToken cancel)
    {
        if (runs.Count == 0) return "no-runs";
        if (await connection.ExecuteScalarAsync<bool>(new("""
            SELECT EXISTS (SELECT FROM runs WHERE run_id = ANY(@runs) AND (state NOT IN ('completed', 'cancelled') OR finished_at >= @before OR finished_at IS NULL))
            """, new { runs, before }, cancellationToken: cancel))) return "not-ended-before";
        return await connection.ExecuteScalarAsync<bool>(new("""
            SELECT EXISTS (SELECT FROM messages WHERE run_id >= @FromRun AND run_id < @ToRun
                AND (status IN ('pending', 'sending', 'in_doubt') OR status IN ('accepted', 'sent') AND expires_at >= @before))
            """, new { partition.FromRun, partition.ToRun, before }, commandTimeout: 0, cancellationToken: cancel)) ? "something-open" : null;
    }
}

/// <param name="Partition">Archived as archive.NAME and archive.NAME_texts.</param>
/// <param name="Kept">Why it stays, or null: archived. no-runs, not-ended-before, something-open, taken-by-another.</param>
public sealed record PartitionVerdict(string Partition, IReadOnlyList<int> Runs, string? Kept);
