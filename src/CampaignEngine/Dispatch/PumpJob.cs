using Hangfire;

namespace CampaignEngine.Dispatch;

/// <summary>One pump of about a minute. Never repeated by Hangfire: what a lost one left is in our tables, and the sweep sees to it.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class PumpJob(Pump pump, IBackgroundJobClient jobs)
{
    public const string Queue = "pumps";

    [Queue(Queue)]
    public async Task RunAsync(int seat, CancellationToken cancel)
    {
        if (await pump.ExecuteAsync(seat, cancel)) jobs.Enqueue<PumpJob>(job => job.RunAsync(seat, CancellationToken.None));
    }
}
