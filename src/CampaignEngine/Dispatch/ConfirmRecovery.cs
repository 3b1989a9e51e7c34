using CampaignEngine.Access;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// A person ends the recovery: either nothing was sent in the window, or what is pending in the runs that were under way becomes in
/// doubt, to be looked up at its provider or decided on before it may go. Interrupted, it is asked for again and goes on.
/// </summary>
public sealed class ConfirmRecovery(NpgsqlDataSource source, RecoveryStatus status, RestoreMarker marker, AuditTrail audit, TimeProvider clock)
{
    public const string Restored = "restored";

    /// <returns>How many messages became in doubt.</returns>
    public async Task<int> ExecuteAsync(Actor actor, bool nothingSent, CancellationToken cancel)
    {
        actor.MustBe(Role.Administrator);
        var standing = await status.ExecuteAsync(cancel);
        if (!standing.InRecovery)
            throw new RefusedException("not-in-recovery", "recovery", "Hệ thống không ở chế độ phục hồi.", "The engine is not in recovery.");
        var doubted = nothingSent ? 0 : await DoubtAsync(standing.Runs, cancel);

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LineageStore.EndAsync(connection, marker.Seen, cancel);
        await audit.WriteAsync(connection, actor, "recovery.confirm", "recovery", new { standing.Since, standing.Reason, nothingSent, doubted }, cancel);
        await transaction.CommitAsync(cancel);
        return doubted;
    }

    private async Task<int> DoubtAsync(IReadOnlyList<RecoveryRun> runs, CancellationToken cancel)
    {
        if (runs.FirstOrDefault(r => !r.Whole) is { } partial)
            throw new RefusedException("unrendered-run", $"run {partial.RunId}",
                $"Lần chạy {partial.RunId} chưa tạo xong tin: hãy chờ, chạy tiếp hoặc hủy nó trước.", $"Run {partial.RunId} is not rendered yet: wait for it, resume it or cancel it first.");
        var doubted = 0;
        await using var connection = await source.OpenConnectionAsync(cancel);
        foreach (var run in runs.Where(r => !r.Untouched))
        {
            var chunks = await connection.QueryAsync<(int ChunkNo, int FirstNo, int LastNo)>(new(
                "SELECT chunk_no, first_no, last_no FROM chunks WHERE run_id = @RunId AND state <> 'done' ORDER BY chunk_no", new { run.RunId }, cancellationToken: cancel));
            foreach (var (chunkNo, firstNo, lastNo) in chunks) doubted += await DoubtAsync(connection, run.RunId, chunkNo, firstNo, lastNo, cancel);
        }
        return doubted;
    }

    private async Task<int> DoubtAsync(NpgsqlConnection connection, int runId, int chunkNo, int firstNo, int lastNo, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The chunk first, as a claim does: who still holds it from before cannot mark messages between this and the next statement.
        await connection.ExecuteAsync(new("""
            UPDATE chunks SET state = 'done', lease_owner = null, lease_until = null WHERE run_id = @runId AND chunk_no = @chunkNo
            """, new { runId, chunkNo }, cancellationToken: cancel));
        var doubted = await MessageStatuses.DoubtPendingAsync(connection, runId, firstNo, lastNo, Restored, now, cancel);
        await DueStore.LookNowAsync(connection, runId, firstNo, lastNo, now, cancel);
        await transaction.CommitAsync(cancel);
        return doubted;
    }
}
