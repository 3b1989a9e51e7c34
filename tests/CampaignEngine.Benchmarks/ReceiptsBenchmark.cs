using System.Diagnostics;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Receipts;
using CampaignEngine.Storage;

namespace CampaignEngine.Benchmarks;

/// <summary>Signed callbacks, each durable before its answer, against an endpoint that verifies them and keeps nothing.</summary>
internal sealed class ReceiptsBenchmark : IBenchmark
{
    private const int Messages = 100_000;
    private const int Connections = 64;

    public string Name => "receipts";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var count = context.Count(Messages);
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, count, cancel);
        await using var discard = await Child.StartAsync("campaign-bench.dll", [DiscardingEndpoint.Verb, Convert.ToHexString(database.Get<EngineSecrets>().WebhookKey)], [], cancel);
        await using var serve = await Child.StartAsync("campaign.dll", ["serve", "--no-worker"],
        [
            new("ConnectionStrings:Main", database.ConnectionString), new("Engine:Mode", "Test"), new("CAMPAIGN_HOME", database.Folder),
            new("Web:Url", $"http://127.0.0.1:{PostgresProcess.FreePort()}"), new("Webhooks:PublicBaseUrl", Callbacks.PublicAddress),
            new("Twilio:AccountSid", BenchSimulator.AccountSid), new("Twilio:AuthToken", BenchSimulator.AuthToken), new("Twilio:From", "BHXHVN"),
        ], cancel);
        using var load = new LoadGenerator(Connections);

        List<double> bare = [], ours = [], p99 = [], applied = [], bareCpu = [], cpu = [];
        for (var pair = 0; pair <= context.Runs; pair++)
        {
            var callbacks = Callbacks.Of(database, await BenchRun.StoreAsync(database, count, cancel, accepted: true), count);
            await database.SettleAsync(cancel);
            var meter = CpuMeter.Of(Environment.ProcessId, discard.Id);
            var (without, _) = await load.RunAsync(discard.FirstLine, callbacks, cancel);
            var withoutCpu = meter.Seconds;
            meter = CpuMeter.Of(Environment.ProcessId, serve.Id, database.Postmaster);
            var (with, took) = await load.RunAsync(serve.FirstLine.Split(' ')[0], callbacks, cancel);
            var withCpu = meter.Seconds;
            var rate = await ApplyAsync(database, count, cancel);
            context.Say($"{(pair == 0 ? "warm-up" : $"pair {pair}")}: discarded {without:n0}/s, stored {with:n0}/s, {with / without:p0}, p99 {Median.Percentile(took, 0.99):n0} ms, applied {rate:n0}/s");
            if (pair == 0) continue;
            bare.Add(without);
            ours.Add(with);
            p99.Add(Median.Percentile(took, 0.99));
            applied.Add(rate);
            bareCpu.Add(withoutCpu / count * 1e6);
            cpu.Add(withCpu / count * 1e6);
        }
        return new BenchResult(Name, null,
            [
                new Figure($"{count:n0} callbacks, durable before the answer", "callbacks/s", Median.Of(ours), Median.Of(bare), 0.50),
                new Figure("99 of 100 are answered within", "ms", Median.Of(p99), null, 100, AtMost: true),
                new Figure("applied by rank afterwards", "receipts/s", Median.Of(applied), null, null),
            ],
            new Dictionary<string, double> { ["web"] = ProcessMeter.PeakMiB(serve.Id), ["discarding"] = ProcessMeter.PeakMiB(discard.Id) },
            new CpuPerMillion(Median.Of(bareCpu), Median.Of(cpu)), [$"{Connections} connections, each with the next callback when it has its answer; the load generator's CPU is in both"]);
    }

    /// <summary>Drains what was stored, and sees that every receipt was.</summary>
    private static async Task<double> ApplyAsync(BenchDatabase database, int count, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var taken = await database.Get<ApplyReceipts>().ExecuteAsync(cancel);
        return taken == count ? count / Stopwatch.GetElapsedTime(began).TotalSeconds : throw new InvalidOperationException($"Of {count} callbacks {taken} were stored.");
    }
}
