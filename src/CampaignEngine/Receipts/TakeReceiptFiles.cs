using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Receipts;

/// <summary>
/// Brings providers' words that come in files into the inbox, where they wait like those that were called in. A file is put aside when all of it is
/// stored: one that was cut off is read again, and a word that stands there twice changes nothing.
/// </summary>
public sealed class TakeReceiptFiles(IEnumerable<IReceiptFiles> providers, RawInbox inbox, InboxRejections rejections, ILogger<TakeReceiptFiles> log)
{
    private const int SetSize = 1000;

    /// <returns>How many files were taken.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var taken = 0;
        foreach (var files in providers)
            foreach (var path in files.Waiting())
                if (await TakeAsync(files, path, cancel)) taken++;
        return taken;
    }

    private async Task<bool> TakeAsync(IReceiptFiles files, string path, CancellationToken cancel)
    {
        if (!await files.IsSignedAsync(path, cancel))
        {
            await rejections.CountAsync(files.Provider, RejectionReason.Signature);
            log.LogError("The signature of {File} of {Provider} is not right: it was put aside and not read", Path.GetFileName(path), files.Provider);
            files.PutAside(path, taken: false);
            return false;
        }
        var set = new List<Task>(SetSize);
        await foreach (var (reference, body) in files.ReadAsync(path, cancel))
        {
            set.Add(reference is { } known ? inbox.StoreAsync(files.Provider, InboxKind.Receipt, known.ToString(), body, cancel) : rejections.CountAsync(files.Provider, RejectionReason.Shape));
            if (set.Count < SetSize) continue;
            await Task.WhenAll(set);
            set.Clear();
        }
        await Task.WhenAll(set);
        files.PutAside(path, taken: true);
        return true;
    }
}
