namespace CampaignEngine.Tests.Dispatch;

/// <summary>Business time as the test sets it, on the machine's own stopwatch: for what is measured in real seconds.</summary>
internal sealed class SteadyClock(TimeProvider business) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => business.GetUtcNow();
}
