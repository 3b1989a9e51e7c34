using System.Collections.Concurrent;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Which senders this process leaves alone for a while, because what it gave them last was surely not sent. Each worker finds out for
/// itself: what is wrong may be the way from this machine.
/// </summary>
public sealed class SenderHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> resting = new();

    public void Rest(string sender, DateTimeOffset until) => resting[sender] = until;

    /// <summary>Null: it may be used.</summary>
    public DateTimeOffset? RestsUntil(string sender) => resting.TryGetValue(sender, out var until) && until > clock.GetUtcNow() ? until : null;
}
