namespace CampaignEngine.Benchmarks;

/// <summary>All benchmarks, in the order of the table.</summary>
internal static class Catalogue
{
    public static readonly IReadOnlyList<IBenchmark> All =
    [
        new DispatchBenchmark(), new DispatchScaleBenchmark(), new NaiveBenchmark(), new GatewayBenchmark(), new WorkersBenchmark(),
        new LaunchBenchmark(), new ImportBenchmark(), new ReceiptsBenchmark(), new SegmentBenchmark(), new ReachBenchmark(),
    ];

    /// <exception cref="RefusedException">For a name there is none of.</exception>
    public static IReadOnlyList<IBenchmark> Of(IReadOnlyList<string> names)
    {
        if (names is ["all"]) return All;
        var unknown = names.Where(name => All.All(b => b.Name != name)).ToList();
        var known = string.Join(", ", All.Select(b => b.Name));
        if (unknown.Count > 0 || names.Count == 0)
            throw new RefusedException("benchmark-unknown", unknown.Count > 0 ? string.Join(", ", unknown) : "NAME",
                $"Hãy nêu tên phép đo: all, {known}.", $"Name a benchmark: all, {known}.");
        return [.. All.Where(b => names.Contains(b.Name))];
    }
}
