using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Inbox;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Receipts;

/// <summary>
/// Applies the receipts that wait, set after set, by rank. A set is one transaction: what is marked is applied, and what is applied
/// twice changes nothing.
/// </summary>
public sealed class ApplyReceipts(NpgsqlDataSource source, IEnumerable<IReceiptReader> readers, TakeReceipts take, Brake brake, TimeProvider clock)
{
    private const int SetSize = 2000;

    /// <summary>A receipt that names its message by the provider's id may come before the answer that tells the id.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IReceiptReader> readers = readers.ToDictionary(r => r.Provider);

    /// <summary>Returns how many receipts were taken out of the inbox.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var (taken, after) = (0, 0L);
        while (true)
        {
            var (count, last) = await ApplySetAsync(after, cancel);
            if (count == 0) return taken;
            (taken, after) = (taken + count, last);
        }
    }

    private async Task<(int Count, long Last)> ApplySetAsync(long after, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var rows = await InboxStore.ClaimAsync(connection, InboxKind.Receipt, after, SetSize, cancel);
        if (rows.Count == 0) return (0, after);

        var references = await ReferencesAsync(connection, rows, cancel);
        var read = rows.Where(row => references.ContainsKey(row.InboxId)).Select(row => new InboxReceipt(row.InboxId, row.Provider, Read(row, references[row.InboxId]))).ToList();
        var results = read.Where(r => r.Receipt is null).Select(r => (r.InboxId, InboxOutcome.Unreadable)).ToList();
        foreach (var provider in read.Where(r => r.Receipt is not null).GroupBy(r => r.Provider))
            results.AddRange(await ApplyAsync(connection, provider.Key, [.. provider], cancel));
        results.AddRange(rows.Where(row => !references.ContainsKey(row.InboxId) && row.ReceivedAt + Patience < clock.GetUtcNow()).Select(row => (row.InboxId, InboxOutcome.UnknownMessage)));
        await InboxStore.MarkAsync(connection, results, clock.GetUtcNow(), cancel);
        FailPoint.Reach(FailPoint.MidReceipts);
        await transaction.CommitAsync(cancel);
        return (rows.Count, rows[^1].InboxId);
    }

    /// <summary>Of each body its message; null: it names none. One that names it by an id not known (yet) is left out.</summary>
    private static async Task<IReadOnlyDictionary<long, MessageReference?>> ReferencesAsync(NpgsqlConnection connection, IReadOnlyList<InboxRow> rows, CancellationToken cancel)
    {
        var byId = rows.Select(row => (row.InboxId, row.Provider, Id: ProviderIds.Of(row.Reference))).Where(row => row.Id is not null).ToDictionary(row => row.InboxId, row => (row.Provider, row.Id!));
        var found = await ProviderIds.FindAsync(connection, byId.Values, cancel);
        return rows.Where(row => !byId.TryGetValue(row.InboxId, out var id) || found.ContainsKey(id)).ToDictionary(row => row.InboxId, MessageReference? (row) =>
            byId.TryGetValue(row.InboxId, out var id) ? found[id] : MessageReference.TryParse(row.Reference, out var own) ? own : null);
    }

    /// <summary>A receipt that names no time of its own is as late as its arrival.</summary>
    private Receipt? Read(InboxRow row, MessageReference? reference) =>
        row.Body is not null && readers.TryGetValue(row.Provider, out var reader) && reference is { } message && reader.Read(message, row.Body) is { } receipt
            ? receipt with { At = receipt.At ?? row.ReceivedAt }
            : null;

    private async Task<IEnumerable<(long, string)>> ApplyAsync(
        NpgsqlConnection connection, string provider, IReadOnlyList<InboxReceipt> read, CancellationToken cancel)
    {
        var receipts = read.Select(r => r.Receipt!).ToList();
        var now = clock.GetUtcNow();
        var effects = await take.ExecuteAsync(connection, provider, receipts, now, cancel);
        await ReceiptBrake.NoteAsync(brake, receipts, effects, cancel);
        return read.Zip(effects, (r, effect) => (r.InboxId, Outcome(effect)));
    }

    private static string Outcome(ReceiptEffect effect) => effect switch
    {
        ReceiptEffect.Applied => InboxOutcome.Applied,
        ReceiptEffect.Stale => InboxOutcome.Stale,
        ReceiptEffect.UnknownStatus => InboxOutcome.UnknownStatus,
        _ => InboxOutcome.UnknownMessage,
    };

    private sealed record InboxReceipt(long InboxId, string Provider, Receipt? Receipt);
}
