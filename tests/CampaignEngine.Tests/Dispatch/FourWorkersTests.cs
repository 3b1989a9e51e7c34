using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>What holds over all workers together, measured where it counts: at the provider.</summary>
[Collection(nameof(Alone))]
public sealed class FourWorkersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Pumps = 4;

    /// <summary>
    /// Stretches of the rate are a tenth of a second long and do not overlap, so a second holds the rate and the one that begins in it last. A
    /// worker that the machine held up sends its stretch late, and it has only one: that is the tolerance, whatever the load.
    /// </summary>
    [Fact]
    public async Task The_providers_meter_sees_the_rate_and_at_most_one_slice_a_worker_more()
    {
        const int rate = 50;
        const int slice = rate / 10;
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1 });
        await using var bench = await DispatchBench.StartAsync(database, messages: 5 * rate, chunkSize: 25);
        await using var workers = Workers.Start(database, Pumps, SimulatorRoute.Settings(simulator, ("Dispatch:PartsPerSecond", $"{rate}")));
        await EnsureSenderAsync(bench);

        await workers.PumpAsync();

        var taken = simulator.Count();
        Assert.Equal((5 * rate, 0), (taken.Distinct, taken.Duplicates));
        Assert.InRange(taken.PeakPartsPerSecond, rate / 2, rate + ((Pumps + 1) * slice));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(400)]
    public async Task Two_seconds_after_a_pause_no_worker_sends_anything(int rate)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1, LatencyMs = 50 });
        await using var bench = await DispatchBench.StartAsync(database, messages: 40 * rate, chunkSize: 500);
        await using var workers = Workers.Start(database, Pumps, SimulatorRoute.Settings(simulator, ("Dispatch:PartsPerSecond", $"{rate}")));
        await EnsureSenderAsync(bench);
        var pumping = workers.PumpAsync();
        await TakenAsync(simulator, rate);

        await bench.Get<PauseRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        // A pump ends when it finds nothing to do, and only a pump sends.
        await pumping.WaitAsync(TimeSpan.FromSeconds(2));

        var (taken, accepted) = (simulator.Count().Distinct, (await bench.StandingAsync()).ByStatus["accepted"]);
        Assert.Equal(taken, accepted);
        Assert.InRange(taken, rate, (40 * rate) - 1);
        await workers.PumpAsync();
        Assert.Equal(taken, simulator.Count().Distinct);
    }

    [Fact]
    public async Task Two_seconds_after_a_pause_no_worker_process_sends_anything()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1 });
        await using var bench = await DispatchBench.StartAsync(database, messages: 6000, chunkSize: 100);
        await bench.ShiftClockAsync();
        using var home = new HomeFolderForTest();
        var settings = SimulatorRoute.Environment(SimulatorRoute.Settings(simulator, ("ConnectionStrings:Main", database.ConnectionString), ("Engine:Mode", "Test"), ("Dispatch:PartsPerSecond", "60"), ("Dispatch:Pumps", "2")));
        using var first = CampaignProcess.Start(home.Path, ["worker"], settings);
        using var second = CampaignProcess.Start(home.Path, ["worker"], settings);
        // Four pumps in two processes, at work by the time that so much is taken.
        await SeatsAsync(bench, 4);
        await TakenAsync(simulator, simulator.Count().Distinct + 60);

        await bench.Get<PauseRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var taken = simulator.Count().Distinct;

        // An orderly stop finishes what is in hand: had a pump anything left, it would show.
        await first.TerminateAsync();
        await second.TerminateAsync();
        Assert.Equal((0, 0), ((await first.EndAsync()).ExitCode, (await second.EndAsync()).ExitCode));
        Assert.Equal((taken, 0), (simulator.Count().Distinct, simulator.Count().Duplicates));
        Assert.Equal(taken, (await bench.StandingAsync()).ByStatus["accepted"]);
        Assert.True((await bench.StandingAsync()).ByStatus["pending"] > 0);
    }

    private static async Task EnsureSenderAsync(DispatchBench bench) => await bench.ScalarAsync<int>("""
        INSERT INTO senders (sender, receipts, next_free_at) VALUES ('twilio', 'centre', '2000-01-01') ON CONFLICT (sender) DO UPDATE SET next_free_at = excluded.next_free_at
        """);

    private static async Task TakenAsync(SimulatorUnderTest simulator, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (simulator.Count().Distinct < count) await tick.WaitForNextTickAsync(patience.Token);
    }

    private static async Task SeatsAsync(DispatchBench bench, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await bench.ScalarAsync<int>("SELECT count(*) FROM pumps WHERE owner IS NOT NULL") < count) await tick.WaitForNextTickAsync(patience.Token);
    }
}
