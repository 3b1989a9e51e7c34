using Hangfire;

namespace CampaignEngine.Alerts;

/// <summary>Finds what somebody must be told and mails it. Harmless when run twice at once.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class AlertsJob(FindAlerts find, MakeMails make, SendMails send)
{
    public const string Id = "alerts";

    public async Task RunAsync(CancellationToken cancel)
    {
        await find.ExecuteAsync(cancel);
        await make.ExecuteAsync(cancel);
        await send.ExecuteAsync(cancel);
    }

    public static void Schedule(IRecurringJobManager recurring) =>
        recurring.AddOrUpdate<AlertsJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
}
