using CampaignEngine.Messages;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Asks about what is open in a range, with no connection held, then writes all answers in one transaction with the time of the next look.
/// Whoever dies in between has changed nothing; a second look finds the same.
/// </summary>
public sealed class SettleRange(
    NpgsqlDataSource source, OpenMessages open, LookUps lookUps, DueStore due, TimeProvider clock, IOptions<SettleOptions> options)
{
    public const string NotFoundReason = "not-found-at-provider";

    public async Task ExecuteAsync(DueRange range, CancellationToken cancel)
    {
        var messages = await open.FindAsync(range, cancel);
        IReadOnlyList<LookedUp> answers = messages.Count == 0 ? [] : await lookUps.AskAsync(messages, await open.LaunchedAsync(range.RunId, cancel), cancel);

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var now = clock.GetUtcNow();
        var choice = await FoundMessages.ChooseAsync(connection, range.RunId, answers, cancel);
        foreach (var provider in choice.Found.GroupBy(f => f.Provider, f => f.Receipt))
            await MessageStatuses.ApplyReceiptsAsync(connection, provider.Key, [.. provider], now, cancel);
        await SendAgainAsync(connection, range, choice.NotFound, now, cancel);
        await MessageStatuses.ExpireSilentAsync(connection, range.RunId, range.FirstNo, range.LastNo, now.AddHours(-options.Value.ReceiptHours), now, cancel);
        await due.FinishAsync(connection, range, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>What the provider surely never took goes back to pending, under its attempt: an answer or receipt meanwhile wins.</summary>
    private static async Task SendAgainAsync(
        NpgsqlConnection connection, DueRange range, IReadOnlyList<LookedUp> notFound, DateTimeOffset now, CancellationToken cancel)
    {
        var again = notFound.Where(l => l.Message.Status == MessageStatus.InDoubt && l.NotFoundAfter is { } quiet && l.Message.Since + quiet <= now)
            .Select(l => new OutcomeChange(l.Message.Reference, l.Message.Attempt, MessageStatus.Pending, NotFoundReason)).ToList();
        if (again.Count == 0) return;
        await MessageStatuses.ApplyOutcomesAsync(connection, again, now, cancel);
        await ChunkStore.SettlePendingAsync(connection, range.RunId, range.FirstNo, range.LastNo, now, cancel);
    }
}
