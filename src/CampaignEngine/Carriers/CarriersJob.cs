using Hangfire;

namespace CampaignEngine.Carriers;

/// <summary>Applies what an import that was cut off has left. Harmless when run twice at once.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class CarriersJob(ApplyDeliveries apply)
{
    public const string Id = "carriers";

    public Task RunAsync(CancellationToken cancel) => apply.ExecuteAsync(cancel);

    public static void Schedule(IRecurringJobManager recurring) =>
        recurring.AddOrUpdate<CarriersJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
}
