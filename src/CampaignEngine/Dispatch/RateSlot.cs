namespace CampaignEngine.Dispatch;

/// <summary>A stretch of the rate that one pump has reserved and not used up; what is left of it a tenth of a second after its beginning is void.</summary>
internal sealed class RateSlot(TimeProvider clock)
{
    internal static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private int left;
    private long begun;

    public bool TryTake(int parts)
    {
        if (parts > left || clock.GetElapsedTime(begun) > Longest) return false;
        left -= parts;
        return true;
    }

    public void Begin(int parts) => (left, begun) = (parts, clock.GetTimestamp());
}
