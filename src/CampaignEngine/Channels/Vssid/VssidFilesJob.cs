using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Writes the files of notices that wait. Harmless when run twice at once; without files in the settings there is nothing to do.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class VssidFilesJob(IServiceProvider services)
{
    public const string Id = "vssid-files";

    public async Task RunAsync(CancellationToken cancel)
    {
        if (services.GetService<VssidFiles>() is { } files) await files.ExecuteAsync(cancel);
    }

    /// <summary>The first at once: what a lost worker left is finished soon.</summary>
    public static void Schedule(IRecurringJobManager recurring)
    {
        recurring.AddOrUpdate<VssidFilesJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        recurring.Trigger(Id);
    }
}
