using CampaignEngine.Benchmarks.Harness;

namespace CampaignEngine.Benchmarks;

/// <summary>One, two and four worker processes against a provider that takes its time: with few calls under way the wait bounds, not the machine.</summary>
internal sealed class WorkersBenchmark : IBenchmark
{
    private const int Messages = 24_000;
    private const int LatencyMs = 20;
    private const int Pumps = 2;
    private const int InFlight = 8;

    private static readonly int[] Workers = [1, 2, 4];

    public string Name => "workers";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var count = context.Count(Messages);
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, count, cancel);
        await using var simulator = await BenchSimulator.StartAsync(cancel);
        var rates = Workers.ToDictionary(n => n, _ => new List<double>());
        var peak = 0.0;
        for (var round = 1; round <= context.Runs; round++)
            foreach (var number in Workers)
            {
                await using var team = await WorkerTeam.StartAsync(database, simulator, number, Pumps, InFlight, cancel);
                var run = await BenchRun.StoreAsync(database, count, cancel);
                await database.SettleAsync(cancel);
                var measure = await new Rounds(database, simulator, LatencyMs).EngineAsync(team.Workers, run, count, cancel);
                context.Say($"round {round}, {number} worker{(number > 1 ? "s" : "")}: {measure}");
                rates[number].Add(measure.Rate);
                peak = Math.Max(peak, team.Workers.Max(w => ProcessMeter.PeakMiB(w.Id)));
            }
        var one = Median.Of(rates[1]);
        return new BenchResult(Name, null,
            [
                new Figure("2 workers against 1", "messages/s", Median.Of(rates[2]), one, 1.8),
                new Figure("4 workers against 1", "messages/s", Median.Of(rates[4]), one, 3.4),
            ],
            new Dictionary<string, double> { ["largest worker"] = peak }, null,
            [$"{count:n0} messages, the provider answers after {LatencyMs} ms, {Pumps * InFlight} calls a worker under way at most; none taken twice"]);
    }
}
