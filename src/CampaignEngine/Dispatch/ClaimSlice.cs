using CampaignEngine.Channels;
using CampaignEngine.Messages;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// One short transaction: is the chunk still ours, the run still running, the hour still open; what do the shared limits let through; who is
/// excluded or expired by now; the rest is marked as sending. What it returns may be sent once it has committed, and only that.
/// </summary>
public sealed class ClaimSlice(
    NpgsqlDataSource source, ClaimGate gate, SliceLimits limits, AutoPause pause, TimeProvider clock, IOptions<DispatchOptions> options)
{
    /// <summary>Null where the work on this chunk ends: lease lost, run paused or cancelled, hours closed.</summary>
    public async Task<SliceClaim?> ExecuteAsync(
        ClaimedChunk chunk, Lane lane, IChannel channel, IReadOnlyList<WaitingMessage> slice, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        if (await ChunkStore.RenewAsync(connection, chunk, lease, cancel) != RunState.Running) return null;
        var now = clock.GetUtcNow();
        if (chunk.Window is { } window && !window.IsOpen(now)) return null;

        var grant = await limits.ReserveAsync(connection, chunk, lane, channel, slice, now, cancel);
        var claimed = grant.Messages.Count == 0 ? [] : await MessageStatuses.ClaimAsync(
            connection, chunk.RunId, channel.Provider, [.. grant.Messages.Select(m => m.MessageNo)], gate.Exclusion(chunk.Kind, lane.Class, lane.Medium, chunk.IsLater(lane.Medium), now), now, cancel);
        await limits.SettleAsync(connection, chunk, grant, claimed, cancel);
        await transaction.CommitAsync(cancel);
        // After the commit: a pause locks the run, and whoever cancels a run locks it before the chunk that a claim holds.
        if (grant.PauseReason is { } reason) await pause.ExecuteAsync(chunk.RunId, reason, cancel);
        return new SliceClaim(claimed, GoOn: grant.RetryAt is null && grant.PauseReason is null, grant.RetryAt);
    }
}

/// <param name="GoOn">False: a limit holds for the rest of the chunk too.</param>
/// <param name="RetryAt">Business time at which the rest may be tried again.</param>
public sealed record SliceClaim(IReadOnlyList<ClaimedMessage> Messages, bool GoOn, DateTimeOffset? RetryAt);
