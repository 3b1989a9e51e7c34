using System.Diagnostics;

namespace CampaignEngine.Simulator;

/// <summary>The most that came within any second, in steps of 100 ms.</summary>
public sealed class RateMeter
{
    private readonly Lock gate = new();
    private readonly (int Messages, int Parts)[] buckets = new (int, int)[10];
    private long step;

    public int PeakMessages { get; private set; }

    public int PeakParts { get; private set; }

    public void Count(int parts)
    {
        lock (gate)
        {
            MoveTo((long)Stopwatch.GetElapsedTime(0).TotalMilliseconds / 100);
            ref var bucket = ref buckets[step % buckets.Length];
            bucket = (bucket.Messages + 1, bucket.Parts + parts);
            PeakMessages = Math.Max(PeakMessages, buckets.Sum(b => b.Messages));
            PeakParts = Math.Max(PeakParts, buckets.Sum(b => b.Parts));
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            Array.Clear(buckets);
            (PeakMessages, PeakParts) = (0, 0);
        }
    }

    private void MoveTo(long now)
    {
        if (now - step >= buckets.Length) Array.Clear(buckets);
        else for (var s = step + 1; s <= now; s++) buckets[s % buckets.Length] = default;
        step = now;
    }
}
