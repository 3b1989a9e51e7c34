using System.Diagnostics;
using System.Globalization;
using CampaignEngine.Dispatch;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>Rounds of the same work, by the bare client and by the engine, each counted by the simulator.</summary>
internal sealed class Rounds(BenchDatabase database, BenchSimulator simulator, int latencyMs = 0)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Callbacks are all lost, on purpose: none is made.</summary>
    private readonly object behaviour = new { callbackLost = 1.0, latencyMs };

    public Task BeginAsync(CancellationToken cancel) => simulator.BeginAsync(behaviour, cancel);

    public async Task<Measure> BareAsync(Child client, int count, CancellationToken cancel)
    {
        await BeginAsync(cancel);
        var cpu = CpuMeter.Of(client.Id, simulator.Id);
        var wall = double.Parse(await client.AskAsync($"{count}", cancel), CultureInfo.InvariantCulture);
        return await CountAsync(count, wall, cpu.Seconds, cancel);
    }

    public async Task<Measure> EngineAsync(IReadOnlyCollection<BenchWorker> workers, int run, int count, CancellationToken cancel)
    {
        await BeginAsync(cancel);
        var (cpu, began) = (CpuMeter.Of([.. workers.Select(w => w.Id), simulator.Id, database.Postmaster]), Stopwatch.GetTimestamp());
        await BenchRun.ReleaseAsync(database, run, cancel);
        await WaitTakenAsync(count, cancel);
        await WaitWrittenAsync(run, cancel);
        return await CountAsync(count, Stopwatch.GetElapsedTime(began).TotalSeconds, cpu.Seconds, cancel);
    }

    /// <summary>Asks the simulator, not the database, so that looking costs next to nothing.</summary>
    private async Task WaitTakenAsync(int count, CancellationToken cancel)
    {
        var (taken, since) = (0, Stopwatch.GetTimestamp());
        while ((await simulator.CountAsync(cancel)).Accepted is var now && now < count)
        {
            if (now > taken) (taken, since) = (now, Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(since) > Patience) throw new InvalidOperationException($"The engine stands still at {taken} of {count} messages.");
            await Task.Delay(Look, cancel);
        }
    }

    private async Task WaitWrittenAsync(int run, CancellationToken cancel)
    {
        while (await database.ScalarAsync<string>("SELECT state FROM runs WHERE run_id = @run", new { run }, cancel) != RunState.Completed)
            await Task.Delay(Look, cancel);
    }

    private async Task<Measure> CountAsync(int count, double wall, double cpu, CancellationToken cancel)
    {
        var stats = await simulator.CountAsync(cancel);
        if (stats.Accepted != count || stats.Duplicates != 0)
            throw new InvalidOperationException($"Of {count} messages the simulator took {stats.Accepted}, {stats.Duplicates} of them twice.");
        return new Measure(count, stats.Seconds, wall, cpu);
    }
}
