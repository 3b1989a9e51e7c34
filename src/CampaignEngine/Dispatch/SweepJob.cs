using Hangfire;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Sweeps, and sees that every seat has a pump (as many a worker process as the settings say) and every launched run a renderer.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SweepJob(
    Sweep sweep, PumpSeats seats, UnrenderedRuns unrendered, IBackgroundJobClient jobs, JobStorage storage, IOptions<DispatchOptions> options)
{
    public const string Id = "dispatch-sweep";

    public async Task RunAsync(CancellationToken cancel)
    {
        var workers = storage.GetMonitoringApi().Servers().Count(server => server.Queues.Contains(PumpJob.Queue));
        foreach (var seat in await seats.VacantAsync(options.Value.Pumps * Math.Max(1, workers), cancel))
            jobs.Enqueue<PumpJob>(job => job.RunAsync(seat, CancellationToken.None));
        // Also those that are being rendered: the renderer in hand keeps the others out.
        foreach (var runId in await unrendered.FindAsync(cancel)) LaunchJob.Queue(jobs, runId);
        await sweep.ExecuteAsync(cancel);
    }
}
