using Hangfire;

namespace CampaignEngine.Dispatch;

/// <summary>Hangfire's hand on <see cref="SettleDue"/>. Never repeated by Hangfire: what a lost one left is due again.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class SettleJob(SettleDue settle)
{
    public const string Id = "dispatch-settle";

    public Task RunAsync(CancellationToken cancel) => settle.ExecuteAsync(cancel);
}
