namespace CampaignEngine.Benchmarks;

/// <summary>One row of the table in docs/performance.md: work that is done by the engine and, in the same run, without it.</summary>
internal interface IBenchmark
{
    string Name { get; }

    Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel);
}
