using Hangfire;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Sweeps, and sees that every seat has a pump: as many a worker process as the settings say.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SweepJob(Sweep sweep, PumpSeats seats, IBackgroundJobClient jobs, JobStorage storage, IOptions<DispatchOptions> options)
{
    public const string Id = "dispatch-sweep";

    public async Task RunAsync(CancellationToken cancel)
    {
        var workers = storage.GetMonitoringApi().Servers().Count(server => server.Queues.Contains(PumpJob.Queue));
        foreach (var seat in await seats.VacantAsync(options.Value.Pumps * Math.Max(1, workers), cancel))
            jobs.Enqueue<PumpJob>(job => job.RunAsync(seat, CancellationToken.None));
        await sweep.ExecuteAsync(cancel);
    }
}
