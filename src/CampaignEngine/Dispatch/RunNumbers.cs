namespace CampaignEngine.Dispatch;

/// <summary>
/// Members of an audience, or messages, each in one state. The terms are counted one by one, none is the remainder of the others, so
/// that <see cref="Adds"/> can fail.
/// </summary>
public sealed record RunNumbers(
    long Targeted, long Delivered, long Undelivered, long Failed, long Skipped, long Expired, long Cancelled, long InDoubt, long Open)
{
    public bool Adds => Targeted == Delivered + Undelivered + Failed + Skipped + Expired + Cancelled + InDoubt + Open;
}
