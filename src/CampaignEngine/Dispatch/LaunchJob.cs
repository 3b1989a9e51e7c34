using Hangfire;

namespace CampaignEngine.Dispatch;

/// <summary>Hangfire's hand on <see cref="RenderRun"/>. No automatic retry: the sweep queues runs that are not rendered yet again.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class LaunchJob(RenderRun render)
{
    public static void Queue(IBackgroundJobClient jobs, int runId) => jobs.Enqueue<LaunchJob>(job => job.RunAsync(runId, CancellationToken.None));

    public Task RunAsync(int runId, CancellationToken cancel) => render.ExecuteAsync(runId, cancel);
}
