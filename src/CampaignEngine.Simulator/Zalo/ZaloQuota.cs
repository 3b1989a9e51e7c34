using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>The day's messages, counted down.</summary>
public sealed class ZaloQuota(IOptions<ZaloAccount> account)
{
    private int used;

    public int Most => account.Value.DailyQuota;

    public int Remaining => Math.Max(0, Most - Volatile.Read(ref used));

    public bool TryTake() => Interlocked.Increment(ref used) <= Most;

    public void Reset() => Volatile.Write(ref used, 0);
}
