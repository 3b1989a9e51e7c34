namespace CampaignEngine.Simulator;

/// <param name="Id">Ours.</param>
/// <param name="Sid">The provider's.</param>
public sealed record TakenMessage(string Id, string Sid, string To, int Parts, DateTimeOffset At)
{
    private int times = 1;

    public string Status { get; set; } = "queued";

    public string? ErrorCode { get; set; }

    public int Times => times;

    public void TakeAgain() => Interlocked.Increment(ref times);
}
