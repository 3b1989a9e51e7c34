using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Polly;

namespace CampaignEngine.Dispatch;

/// <summary>
/// For a claim that broke off, perhaps after its commit: whether it marked is not known here, but that nothing of it was sent is. Waits for
/// the database, and what was marked goes back to pending.
/// </summary>
public sealed class UndoClaim(NpgsqlDataSource source, TimeProvider clock, IOptions<DispatchOptions> options, ILogger<UndoClaim> log)
{
    private readonly ResiliencePipeline again = DatabaseOutage.WaitOut(log);

    public async Task ExecuteAsync(ClaimedChunk chunk, IReadOnlyList<WaitingMessage> slice, CancellationToken cancel) =>
        await again.ExecuteAsync(async token => await UndoAsync(chunk, slice, token), cancel);

    private async Task UndoAsync(ClaimedChunk chunk, IReadOnlyList<WaitingMessage> slice, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Only under the lease: were it lost, another could have claimed the same attempt meanwhile, and its call may be out.
        if (await ChunkStore.RenewAsync(connection, chunk, TimeSpan.FromSeconds(options.Value.LeaseSeconds), cancel) is null) return;
        var undone = await MessageStatuses.ApplyOutcomesAsync(connection,
            [.. slice.Select(m => new OutcomeChange(new MessageReference(chunk.RunId, m.MessageNo), m.Attempt + 1, MessageStatus.Pending))], clock.GetUtcNow(), cancel);
        await SliceLimits.GiveBackAsync(connection, chunk, [.. slice.Where(m => undone.Contains(new MessageReference(chunk.RunId, m.MessageNo)))], cancel);
        await transaction.CommitAsync(cancel);
    }
}
