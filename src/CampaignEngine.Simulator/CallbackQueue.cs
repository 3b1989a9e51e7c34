namespace CampaignEngine.Simulator;

/// <summary>The calls to come, by the time they are due.</summary>
public sealed class CallbackQueue(TimeProvider clock, CallbackCounts counts)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Callback, long> queue = new();

    public void Add(Callback callback, int delayMs)
    {
        counts.Planned();
        var due = clock.GetTimestamp() + delayMs * clock.TimestampFrequency / 1000;
        lock (gate) queue.Enqueue(callback, due);
    }

    public void TakeDue(List<Callback> into)
    {
        var now = clock.GetTimestamp();
        lock (gate)
            while (queue.TryPeek(out _, out var due) && due <= now) into.Add(queue.Dequeue());
    }
}
