using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using CampaignEngine.Templates;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Renders one batch of people; stores its messages and the chunks they are sent by, in one transaction.</summary>
public sealed class RenderBatch(NpgsqlDataSource source, TimeProvider clock, PersonFieldsStore fields)
{
    private const int People = 2000;
    internal const int ChunkSize = 500;

    /// <summary>Rendered before the run is locked: only writing is done under the lock.</summary>
    /// <returns>Null behind the last person.</returns>
    internal async Task<RenderedBatch?> DraftAsync(LaunchedRun run, RunTexts texts, long after, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RenderStore.ReadByKeyAsync(connection, cancel);
        var members = await RenderStore.MembersAsync(connection, run.RunId, texts.Channels, after, People, cancel);
        if (members.Count == 0) return null;
        var written = await RenderStore.WrittenAsync(connection, run.RunId, members.Select(m => m.RecipientId), cancel);
        var missing = members.Where(m => !written.Contains(m.RecipientId)).ToList();
        var people = await fields.LoadAsync(connection, [.. missing.Select(m => m.RecipientId)], cancel);
        return new RenderedBatch(members[^1].RecipientId, [.. missing.Select(m => texts.Draft(m, people.GetValueOrDefault(m.RecipientId), m.Channel))]);
    }

    /// <returns>False where the run is no longer to be rendered.</returns>
    internal async Task<bool> StoreAsync(LaunchedRun run, IReadOnlyList<Draft> drafts, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RenderStore.ReadByKeyAsync(connection, cancel);
        if (!await RenderStore.LockAsync(connection, run.RunId, cancel)) return false;
        // Asked again under the lock: another renderer may have written the same people meanwhile.
        var written = await RenderStore.WrittenAsync(connection, run.RunId, drafts.Select(d => d.Member.RecipientId), cancel);
        var missing = drafts.Where(d => !written.Contains(d.Member.RecipientId)).ToList();
        if (missing.Count == 0) return true;

        var now = clock.GetUtcNow();
        var firstNo = await RenderStore.LastNumberAsync(connection, run.RunId, cancel) + 1;
        var messages = missing.Select((draft, at) => draft.ToMessage(run, new MessageReference(run.RunId, firstNo + at))).ToList();
        await MessageWriter.WriteAsync(connection, messages, now, cancel);
        await MessageStatuses.SkipAsync(connection,
            [.. missing.Zip(messages).Where(p => p.First.Fault is not null).Select(p => new SkippedMessage(p.Second.Reference, p.First.Fault!))], now, cancel);
        await RenderStore.AddChunksAsync(connection, run.RunId, firstNo, firstNo + missing.Count - 1, ChunkSize, run.StartsAt, cancel);
        FailPoint.Reach(FailPoint.MidRender);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
