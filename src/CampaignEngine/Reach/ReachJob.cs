using Hangfire;

namespace CampaignEngine.Reach;

/// <summary>Rolls up what was delivered since the last time. What a lost one left waits in its table, and reports read it there.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class ReachJob(ReachRollUp rollUp)
{
    public const string Id = "reach";

    public Task RunAsync(CancellationToken cancel) => rollUp.ExecuteAsync(cancel);

    public static void Schedule(IRecurringJobManager recurring) =>
        recurring.AddOrUpdate<ReachJob>(Id, job => job.RunAsync(CancellationToken.None), "*/15 * * * * *");
}
