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

        var claimed = await MessageStatuses.ClaimAsync(
            connection, chunk.RunId, [.. slice.Select(m => m.MessageNo)], gate.Exclusion(chunk, lane, now), now, cancel);
        await transaction.CommitAsync(cancel);
        return claimed;
    }
}
