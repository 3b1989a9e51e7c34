using CampaignEngine.Inbox;
using Hangfire;

namespace CampaignEngine.Receipts;

/// <summary>Applies receipts as they come, for about a minute, and asks for its successor. What a lost one left waits in the inbox.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class ReceiptsJob(ApplyReceipts apply, InboxLoop loop, IBackgroundJobClient jobs)
{
    public const string Id = "receipts";

    public async Task RunAsync(CancellationToken cancel)
    {
        if (await loop.RunAsync(InboxKind.Receipt, apply.ExecuteAsync, cancel)) jobs.Enqueue<ReceiptsJob>(job => job.RunAsync(CancellationToken.None));
    }

    /// <summary>The first at once, and one a minute for the case that the chain broke.</summary>
    public static void Schedule(IRecurringJobManager recurring)
    {
        recurring.AddOrUpdate<ReceiptsJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        recurring.Trigger(Id);
    }
}
