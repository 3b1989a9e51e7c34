using CampaignEngine.Channels;
using CampaignEngine.Messages;

namespace CampaignEngine.Dispatch;

/// <summary>Tells the safety brake of the last words that came in a set of receipts, run by run.</summary>
public static class ReceiptBrake
{
    public static async Task NoteAsync(Brake brake, IReadOnlyList<Receipt> receipts, IReadOnlyList<ReceiptEffect> effects, CancellationToken cancel)
    {
        var last = receipts.Zip(effects).Where(r => r.Second == ReceiptEffect.Applied && (r.First.Status == DeliveryStatus.Delivered || Failed(r.First)));
        foreach (var run in last.Select(r => r.First).GroupBy(r => r.Reference.RunId))
            await brake.NoteAsync(run.Key, Brake.Receipts, run.Count(), [.. run.Where(Failed).Select(r => r.Code ?? r.ProviderStatus)], cancel);
    }

    private static bool Failed(Receipt receipt) => receipt.Status is DeliveryStatus.Failed or DeliveryStatus.Undelivered or DeliveryStatus.Expired;
}
