using System.Diagnostics;
using CampaignEngine.Access;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Demo;

namespace CampaignEngine.Benchmarks;

/// <summary>A launch from the segments to the stored texts, against the server's COPY of the rows it ends with.</summary>
internal sealed class LaunchBenchmark : IBenchmark
{
    private const int People = 1_000_000;

    public string Name => "launch";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        // A launch asks that there be a sender; nothing is sent.
        await using var database = await BenchDatabase.StartAsync(cancel, add: null,
            new("Twilio:AccountSid", BenchSimulator.AccountSid), new("Twilio:AuthToken", BenchSimulator.AuthToken), new("Twilio:From", "BHXHVN"));
        await BenchPeople.SeedAsync(database, 1, context.Count(People), cancel);
        var campaign = await BenchCampaign.PrepareAsync(database, await DemoUsers.CreateAsync(database.Get<Users>(), cancel), cancel);

        List<double> launched = [], copied = [], launchCpu = [], copyCpu = [];
        var stored = 0;
        for (var pair = 1; pair <= context.Runs; pair++)
        {
            await database.ExecuteAsync("TRUNCATE messages, message_texts, audience_members, chunks", null, cancel);
            var run = await campaign.LaunchAsync(cancel);
            await database.SettleAsync(cancel);
            var cpu = CpuMeter.Of(Environment.ProcessId, database.Postmaster);
            var began = Stopwatch.GetTimestamp();
            await database.Get<RenderRun>().ExecuteAsync(run, cancel);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            launchCpu.Add(cpu.Seconds);
            stored = await database.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @run", new { run }, cancel);
            if (stored == 0) throw new InvalidOperationException("The launch stored nothing.");

            cpu = CpuMeter.Of(Environment.ProcessId, database.Postmaster);
            var baseline = await CopiedRows.MeasureAsync(database, cancel);
            copyCpu.Add(cpu.Seconds);
            launched.Add(stored / seconds);
            copied.Add(stored / baseline);
            context.Say($"pair {pair}: {stored:n0} messages in {seconds:n1} s, copied in {baseline:n1} s, {baseline / seconds:p0}");
        }
        return new BenchResult(Name, null,
            [new Figure($"{stored:n0} people: segment, freeze, render, store", "people/s", Median.Of(launched), Median.Of(copied), 0.35)],
            new Dictionary<string, double> { ["engine"] = ProcessMeter.PeakMiB(Environment.ProcessId) },
            new CpuPerMillion(Median.Of(copyCpu) / stored * 1e6, Median.Of(launchCpu) / stored * 1e6), ["the baseline's CPU includes writing its files"]);
    }
}
