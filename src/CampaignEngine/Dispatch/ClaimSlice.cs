using CampaignEngine.Channels;
using CampaignEngine.Messages;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// One short transaction: is the chunk still ours, the run still running, the hour still open; who is excluded or expired by now; the rest
/// is marked as sending. What it returns may be sent once it has committed, and only that.
/// </summary>
public sealed class ClaimSlice(NpgsqlDataSource source, ClaimGate gate, TimeProvider clock, IOptions<DispatchOptions> options)
{
    /// <summary>Null where the work on this chunk ends: lease lost, run paused or cancelled, hours closed.</summary>
    public async Task<IReadOnlyList<ClaimedMessage>?> ExecuteAsync(
        ClaimedChunk chunk, Lane lane, IReadOnlyList<WaitingMessage> slice, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        if (await ChunkStore.RenewAsync(connection, chunk, lease, cancel) != RunState.Running) return null;
        var now = clock.GetUtcNow();
        if (chunk.Window is { } window && !window.IsOpen(now)) return null;

        var answers = await gate.AskAsync(connection, chunk, lane, slice, now, cancel);
        if (answers.Any(a => a.Expired))
            await MessageStatuses.ExpireAsync(connection, chunk.RunId, slice[0].MessageNo, slice[^1].MessageNo, now, cancel);
        var skipped = answers.Where(a => !a.Expired && a.Excluded is not null).ToList();
        if (skipped.Count > 0)
            await MessageStatuses.SkipAsync(
                connection, [.. skipped.Select(a => new SkippedMessage(new MessageReference(chunk.RunId, a.MessageNo), a.Excluded!))], now, cancel);

        var open = answers.Where(a => !a.Expired && a.Excluded is null).Select(a => a.MessageNo).ToList();
        var claimed = open.Count == 0 ? [] : await MessageStatuses.MarkSendingAsync(connection, chunk.RunId, open, now, cancel);
        await transaction.CommitAsync(cancel);
        return claimed;
    }
}
