using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using CampaignEngine.Templates;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Whom a channel did not reach, for the person's sake, gets the message by the campaign's next one: written in one transaction, with its
/// chunk, while the run is locked. The unique key of run, person and channel holds it to one.
/// </summary>
public sealed class NextChannel(NpgsqlDataSource source, LoadTexts loadTexts, PersonFieldsStore fields, TimeProvider clock, ILogger<NextChannel> log)
{
    private const int Most = 1000;

    /// <summary>One set of one run; false where nobody waits.</summary>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await NextChannelStore.LockRunAsync(connection, cancel) is not { } found) return false;
        var failed = await NextChannelStore.TakeAsync(connection, found.RunId, Most, cancel);
        // Of a run that was cancelled nothing more goes out.
        if (found.State != RunState.Cancelled) await WriteAsync(connection, found.RunId, [.. failed.Where(f => f.Stands)], cancel);
        FailPoint.Reach(FailPoint.MidNextChannel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task WriteAsync(NpgsqlConnection connection, int runId, IReadOnlyList<FailedMessage> failed, CancellationToken cancel)
    {
        var run = await LaunchStore.GetAsync(connection, runId, cancel);
        if (failed.Count == 0 || run.ExpiresAt <= clock.GetUtcNow()) return;
        if (await loadTexts.ExecuteAsync(connection, run, cancel) is not { } texts)
        {
            log.LogError("Run {RunId}: a text is not the one that was approved; nobody goes on to the next channel", runId);
            return;
        }
        var drafts = await DraftAsync(connection, runId, failed, texts, cancel);
        if (drafts.Count > 0) await StoreAsync(connection, run, drafts, cancel);
    }

    private async Task<IReadOnlyList<(FailedMessage Failed, Draft Draft)>> DraftAsync(
        NpgsqlConnection connection, int runId, IReadOnlyList<FailedMessage> failed, RunTexts texts, CancellationToken cancel)
    {
        var members = (await RenderStore.MembersAsync(connection, runId, texts.Channels, [.. failed.Select(f => f.RecipientId)], cancel)).ToDictionary(m => m.RecipientId);
        var people = await fields.LoadAsync(connection, [.. members.Keys], cancel);
        return [.. failed.Where(f => members.ContainsKey(f.RecipientId) && texts.After(f.Channel) is not null)
            .Select(f => (f, texts.Draft(members[f.RecipientId], people.GetValueOrDefault(f.RecipientId), texts.After(f.Channel))))];
    }

    private async Task StoreAsync(NpgsqlConnection connection, LaunchedRun run, IReadOnlyList<(FailedMessage Failed, Draft Draft)> drafts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var firstNo = await RenderStore.LastNumberAsync(connection, run.RunId, cancel) + 1;
        var messages = drafts.Select((d, at) => d.Draft.ToMessage(run, new MessageReference(run.RunId, firstNo + at))).ToList();
        await MessageWriter.WriteAsync(connection, messages, now, cancel);
        await MessageStatuses.SkipAsync(connection,
            [.. drafts.Zip(messages).Where(p => p.First.Draft.Fault is not null).Select(p => new SkippedMessage(p.Second.Reference, p.First.Draft.Fault!))], now, cancel);
        await ContactLedger.PassOnAsync(connection, run.RunId, [.. drafts.Zip(messages).Select(p => (p.First.Failed.MessageNo, p.Second.Reference.MessageNo, p.First.Failed.NumberKey))], cancel);
        await RenderStore.AddChunksAsync(connection, run.RunId, firstNo, firstNo + messages.Count - 1, RenderBatch.ChunkSize, run.StartsAt, cancel);
        await ChunkStore.GoOnAsync(connection, run.RunId, cancel);
    }
}
