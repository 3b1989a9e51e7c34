using Hangfire;

namespace CampaignEngine.Receipts;

/// <summary>Takes files of later words. Twice at once stores a word twice at most, which changes nothing.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class ReceiptFilesJob(TakeReceiptFiles take)
{
    public const string Id = "receipt-files";

    public Task RunAsync(CancellationToken cancel) => take.ExecuteAsync(cancel);

    public static void Schedule(IRecurringJobManager recurring) =>
        recurring.AddOrUpdate<ReceiptFilesJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
}
