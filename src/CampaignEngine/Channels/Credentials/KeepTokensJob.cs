using Hangfire;

namespace CampaignEngine.Channels.Credentials;

/// <summary>Renews tokens before they end, also where nothing is sent. Harmless when run twice at once.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class KeepTokensJob(IEnumerable<ITokenKeeper> keepers)
{
    public const string Id = "tokens";

    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var keeper in keepers) await keeper.RenewDueAsync(cancel);
    }

    public static void Schedule(IRecurringJobManager recurring) =>
        recurring.AddOrUpdate<KeepTokensJob>(Id, job => job.RunAsync(CancellationToken.None), Cron.Hourly());
}
