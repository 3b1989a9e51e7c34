using CampaignEngine.Channels;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Asks about what is open in a range, with no connection held, then writes all answers in one transaction with the time of the next look.
/// Whoever dies in between has changed nothing; a second look finds the same.
/// </summary>
public sealed class SettleRange(
    NpgsqlDataSource source, OpenMessages open, SendableNow sendable, LookUps lookUps, TakeReceipts take, Brake brake, DueStore due, TimeProvider clock, IOptions<SettleOptions> options)
{
    public async Task ExecuteAsync(DueRange range, CancellationToken cancel)
    {
        var messages = await open.FindAsync(range, cancel);
        IReadOnlyList<LookedUp> answers = messages.Count == 0 ? [] : await lookUps.AskAsync(messages, await sendable.AmongAsync(range.RunId, messages, cancel), cancel);
        FailPoint.Reach(FailPoint.AfterLookUp);
        foreach (var (receipts, effects) in await WriteAsync(range, answers, cancel))
            await ReceiptBrake.NoteAsync(brake, receipts, effects, cancel);
    }

    private async Task<IReadOnlyList<(IReadOnlyList<Receipt>, IReadOnlyList<ReceiptEffect>)>> WriteAsync(
        DueRange range, IReadOnlyList<LookedUp> answers, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var now = clock.GetUtcNow();
        var choice = await FoundMessages.ChooseAsync(connection, answers, cancel);
        var taken = new List<(IReadOnlyList<Receipt>, IReadOnlyList<ReceiptEffect>)>();
        foreach (var provider in choice.Found.GroupBy(f => f.Provider, f => f.Receipt))
            taken.Add(([.. provider], await take.ExecuteAsync(connection, provider.Key, [.. provider], now, cancel)));
        await SendAgainAsync(connection, range, choice.NotFound, now, cancel);
        // Who was asked and did not answer may know more: that waits.
        await MessageStatuses.ExpireSilentAsync(connection, range.RunId, range.FirstNo, range.LastNo,
            [.. answers.Where(a => a.Answer is Unanswered).Select(a => a.Message.Reference.MessageNo)], now.AddHours(-options.Value.ReceiptHours), now, cancel);
        await due.FinishAsync(connection, range, cancel);
        FailPoint.Reach(FailPoint.MidSettle);
        await transaction.CommitAsync(cancel);
        return taken;
    }

    /// <summary>What the provider surely never took goes back to pending, under its attempt: an answer or receipt meanwhile wins.</summary>
    private static async Task SendAgainAsync(
        NpgsqlConnection connection, DueRange range, IReadOnlyList<LookedUp> notFound, DateTimeOffset now, CancellationToken cancel)
    {
        var again = notFound.Where(l => l.Message.Status == MessageStatus.InDoubt && l.NotFoundAfter is { } quiet && l.Message.Since + quiet <= now).Select(l => l.Message).ToList();
        if (again.Count > 0)
        {
            var moved = await MessageStatuses.ApplyOutcomesAsync(
                connection, [.. again.Select(m => new OutcomeChange(m.Reference, m.Attempt, MessageStatus.Pending, MessageStatuses.NeverTaken))], now, cancel);
            await SurelyNotSent.GiveBackAsync(connection, [.. again.Where(m => moved.Contains(m.Reference)).Select(m => (m.Reference, m.Attempt, m.NumberKey))], cancel);
        }
        // Each time: also what an earlier look sent back while the chunk was just being given back.
        await ChunkStore.SettlePendingAsync(connection, range.RunId, range.FirstNo, range.LastNo, now, cancel);
    }
}
