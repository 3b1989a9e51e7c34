namespace CampaignEngine.Approvals;

/// <param name="ExpectedCount">People targeted when it was approved; a launch further away than the tolerance stops.</param>
public sealed record Approval(int CampaignId, int ExpectedCount, int TolerancePercent, int UserId)
{
    public bool Allows(long targeted) => Math.Abs(targeted - ExpectedCount) * 100 <= (long)TolerancePercent * ExpectedCount;
}
