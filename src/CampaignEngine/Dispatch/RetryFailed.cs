using CampaignEngine.Access;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Sends those of a run's failed messages again whose provider's code says that the cause can pass: never a refusal, never a text that
/// is not accepted. The claim asks gate and limits again. What is pending is no longer failed, so a second call changes nothing.
/// </summary>
public sealed class RetryFailed(NpgsqlDataSource source, SenderFor senders, AuditTrail audit, TimeProvider clock)
{
    private static readonly string[] From = [RunState.Running, RunState.Paused, RunState.Completed];

    /// <param name="code">Only those that failed with it; null: every cause that can pass.</param>
    /// <returns>How many will be sent again.</returns>
    public async Task<int> ExecuteAsync(Actor actor, int runId, string? code, CancellationToken cancel)
    {
        RunControl.MayControl(actor);
        if (code is not null && !senders.All.Any(s => s.PassingCodes.Contains(code))) throw CauseStays(code);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LockAsync(connection, runId, cancel);
        var retried = 0;
        foreach (var sender in senders.All)
            retried += await MessageStatuses.RetryAsync(
                connection, runId, sender.Provider, [.. sender.PassingCodes.Where(c => code is null || c == code)], clock.GetUtcNow(), cancel);
        if (retried == 0) return 0;
        await ChunkStore.ReopenAsync(connection, runId);
        await audit.WriteAsync(connection, actor, "run.retry", $"run {runId}", new { code, retried }, cancel);
        await transaction.CommitAsync(cancel);
        return retried;
    }

    private static async Task LockAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        // Held until the end, so that no cancel and no completion comes between the messages and their chunks.
        var state = await connection.ExecuteScalarAsync<string?>(new(
            "SELECT state FROM runs WHERE run_id = @runId AND campaign_id IS NOT NULL FOR NO KEY UPDATE", new { runId }, cancellationToken: cancel));
        if (state is null || !From.Contains(state)) throw RunControl.NotFrom(runId, state, RunState.Running);
    }

    private RefusedException CauseStays(string code)
    {
        var known = string.Join(", ", senders.All.SelectMany(s => s.PassingCodes).Distinct().Order(StringComparer.Ordinal));
        return new("cause-stays", code,
            $"Tin thất bại với mã '{code}' không được gửi lại: nguyên nhân không tự qua đi. Các mã có thể gửi lại: {known}.",
            $"What failed with code '{code}' is not sent again: its cause does not pass. Codes that can be: {known}.");
    }
}
