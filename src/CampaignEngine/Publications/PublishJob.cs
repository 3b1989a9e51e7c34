using Hangfire;

namespace CampaignEngine.Publications;

/// <summary>Publishes, hands videos over, looks for what is in doubt, reads figures, lets time act on tasks. Harmless when run twice at once; what a lost one left stands in the tables.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class PublishJob(PublishDue publish, UploadDue upload, AddCaptions captions, ReleaseVideos release, LookForDoubts look, MeasurePublications measure, SweepTasks tasks)
{
    public const string Id = "publications";

    public async Task RunAsync(CancellationToken cancel)
    {
        await publish.ExecuteAsync(cancel);
        await upload.ExecuteAsync(cancel);
        await release.ExecuteAsync(cancel);
        await captions.ExecuteAsync(cancel);
        await look.ExecuteAsync(cancel);
        await measure.ExecuteAsync(cancel);
        await tasks.ExecuteAsync(cancel);
    }

    public static void Schedule(IRecurringJobManager recurring) =>
        recurring.AddOrUpdate<PublishJob>(Id, job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
}
