using CampaignEngine.Inbox;
using Hangfire;

namespace CampaignEngine.Intake;

/// <summary>Lets time act on cases, reads comments, takes replies as they come, for about a minute, and asks for its successor. What a lost one left waits in the inbox.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class RepliesJob(TakeReplies take, TakeComments comments, SweepCases sweep, InboxLoop loop, IBackgroundJobClient jobs)
{
    public const string Id = "replies";

    public async Task RunAsync(CancellationToken cancel)
    {
        await sweep.ExecuteAsync(cancel);
        await comments.ExecuteAsync(cancel);
        if (await loop.RunAsync(InboxKind.Reply, take.ExecuteAsync, cancel)) jobs.Enqueue<RepliesJob>(job => job.RunAsync(CancellationToken.None));
    }

    /// <summary>The first at once, and one a minute for the case that the chain broke.</summary>
    public static void Schedule(IRecurringJobManager recurring)
    {
        recurring.AddOrUpdate<RepliesJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        recurring.Trigger(Id);
    }
}
