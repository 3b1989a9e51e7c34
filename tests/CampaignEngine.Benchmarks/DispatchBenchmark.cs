using CampaignEngine.Benchmarks.Harness;

namespace CampaignEngine.Benchmarks;

/// <summary>Stored messages, sent by a worker whose claims and outcomes are durable, against the same HTTP client that sends the same bodies and does nothing else.</summary>
internal sealed class DispatchBenchmark : IBenchmark
{
    private const int Messages = 100_000;

    public string Name => "dispatch";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var count = context.Count(Messages);
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, count, cancel);
        await using var simulator = await BenchSimulator.StartAsync(cancel);
        var rounds = new Rounds(database, simulator);

        var bodies = Path.Combine(database.Folder, "bodies");
        var run = await BenchRun.StoreAsync(database, count, cancel);
        await SendBodies.WriteAsync(database, run, bodies, cancel);
        await using var client = await Child.StartAsync("campaign-bench.dll", [BareClient.Verb, bodies, $"{WorkerSettings.Calls}"], simulator.Settings, cancel);
        await using var worker = await BenchWorker.StartAsync(database, WorkerSettings.Of(simulator), cancel);

        List<Measure> bare = [], engine = [];
        // The first pair warms both sides up and is not counted.
        for (var pair = 0; pair <= context.Runs; pair++)
        {
            if (pair > 0) run = await BenchRun.StoreAsync(database, count, cancel);
            await database.SettleAsync(cancel);
            var (without, with) = (await rounds.BareAsync(client, count, cancel), await rounds.EngineAsync([worker], run, count, cancel));
            context.Say($"{(pair == 0 ? "warm-up" : $"pair {pair}")}: client {without}; engine {with}; {with.Rate / without.Rate:p0}");
            if (pair == 0) continue;
            bare.Add(without);
            engine.Add(with);
        }
        return new BenchResult(Name, null,
            [
                new Figure($"{count:n0} messages", "messages/s", Median.Of(engine.Select(m => m.Rate)), Median.Of(bare.Select(m => m.Rate)), 0.70),
                new Figure("until all is written down", "messages/s", Median.Of(engine.Select(m => m.Messages / m.WallSeconds)), Median.Of(bare.Select(m => m.Messages / m.WallSeconds)), null),
            ],
            new Dictionary<string, double> { ["worker"] = ProcessMeter.PeakMiB(worker.Id), ["client"] = ProcessMeter.PeakMiB(client.Id), ["simulator"] = ProcessMeter.PeakMiB(simulator.Id) },
            new CpuPerMillion(Median.Of(bare.Select(m => m.CpuPerMillion)), Median.Of(engine.Select(m => m.CpuPerMillion))),
            [$"{WorkerSettings.Calls} calls under way on both sides at most; all messages taken once"]);
    }
}
