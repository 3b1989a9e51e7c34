using CampaignEngine.Benchmarks.Harness;

namespace CampaignEngine.Benchmarks;

/// <summary>Whether a large run goes at the pace of a small one, in the same memory.</summary>
internal sealed class DispatchScaleBenchmark : IBenchmark
{
    private const double WorkerMiB = 200;

    private static readonly int[] Sizes = [100_000, 1_000_000, 5_000_000];

    public string Name => "dispatch-scale";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var sizes = Sizes.Select(context.Count).ToList();
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, sizes[^1], cancel);
        await using var simulator = await BenchSimulator.StartAsync(cancel);
        var rates = sizes.Select(_ => new List<double>()).ToList();
        var peaks = sizes.Select(_ => new List<double>()).ToList();
        for (var round = 1; round <= context.Runs; round++)
            for (var at = 0; at < sizes.Count; at++)
            {
                var (measure, peak) = await MeasureAsync(database, simulator, sizes[at], cancel);
                context.Say($"round {round}, {sizes[at]:n0}: {measure}, worker {peak:n0} MiB");
                rates[at].Add(measure.Rate);
                peaks[at].Add(peak);
            }
        return new BenchResult(Name, null,
            [.. Enumerable.Range(1, sizes.Count - 1).SelectMany(at => (Figure[])
            [
                new($"{sizes[at]:n0} against {sizes[0]:n0} messages", "messages/s", Median.Of(rates[at]), Median.Of(rates[0]), 0.90),
                new("its worker's memory against the small run's", "MiB", Median.Of(peaks[at]), Median.Of(peaks[0]), 1.2, AtMost: true),
                new("its worker's memory", "MiB", Median.Of(peaks[at]), null, WorkerMiB, AtMost: true),
            ])],
            new Dictionary<string, double>(), null, ["a fresh worker for each measure"]);
    }

    private static async Task<(Measure Measure, double PeakMiB)> MeasureAsync(BenchDatabase database, BenchSimulator simulator, int count, CancellationToken cancel)
    {
        await database.ExecuteAsync("TRUNCATE messages, message_texts, chunks", null, cancel);
        await using var team = await WorkerTeam.StartAsync(database, simulator, 1, WorkerSettings.Pumps, WorkerSettings.InFlight, cancel);
        var rounds = new Rounds(database, simulator);
        // A fresh process compiles what it runs: that is no part of the pace.
        var warm = Math.Min(count, 10_000);
        await rounds.EngineAsync(team.Workers, await BenchRun.StoreAsync(database, warm, cancel), warm, cancel);
        var run = await BenchRun.StoreAsync(database, count, cancel);
        await database.SettleAsync(cancel);
        return (await rounds.EngineAsync(team.Workers, run, count, cancel), ProcessMeter.PeakMiB(team.Workers[0].Id));
    }
}
