using CampaignEngine.Channels;
using CampaignEngine.Messages;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// What follows from a provider's later words, whether it sent them or was asked: statuses by rank, refusals, a stopped sender, an alarm
/// for what nobody knows. In the caller's transaction; the safety brake is told by the caller, where it holds no lock on the run.
/// </summary>
public sealed class TakeReceipts(ILogger<TakeReceipts> log)
{
    /// <returns>One effect a receipt, in the order given.</returns>
    public async Task<IReadOnlyList<ReceiptEffect>> ExecuteAsync(
        NpgsqlConnection connection, string provider, IReadOnlyList<Receipt> receipts, DateTimeOffset now, CancellationToken cancel)
    {
        var effects = await MessageStatuses.ApplyReceiptsAsync(connection, provider, receipts, now, cancel);
        await ReceiptRefusals.RecordAsync(connection, provider, [.. receipts.Where(r => r.Suppress).Select(r => r.Reference)], now, cancel);
        await NextChannelStore.AddAsync(connection, [.. receipts.Zip(effects)
            .Where(r => r is { First: { Status: DeliveryStatus.Failed or DeliveryStatus.Undelivered, StopsSender: false }, Second: ReceiptEffect.Applied })
            .Select(r => r.First.Reference)], cancel);
        // Only a word that was news: a repetition must not stop again what a person has resumed.
        if (receipts.Zip(effects).FirstOrDefault(r => r.First.StopsSender && r.Second == ReceiptEffect.Applied).First is { } stop)
            await SenderStore.StopAsync(connection, provider, $"configuration:{stop.Code}", now, cancel);
        foreach (var word in receipts.Where(r => r.Status == DeliveryStatus.Unknown).Select(r => r.ProviderStatus).Distinct())
            log.LogError("{Provider} named a status that is not known: {Status}. See docs/adding-a-channel.md", provider, word);
        return effects;
    }
}
