namespace CampaignEngine.Recipients.Generation;

/// <summary>Values with their weights; whole numbers, so that every machine draws alike.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] values;
    private readonly int[] upTo;

    public Weighted(params IEnumerable<(T Value, int Weight)> shares)
    {
        var drawn = shares.Where(s => s.Weight > 0).ToList();
        values = [.. drawn.Select(s => s.Value)];
        upTo = new int[values.Length];
        var sum = 0;
        for (var i = 0; i < upTo.Length; i++) upTo[i] = sum += drawn[i].Weight;
    }

    public T Pick(PcgRandom random)
    {
        var at = Array.BinarySearch(upTo, random.Below(upTo[^1]) + 1);
        return values[at >= 0 ? at : ~at];
    }
}
