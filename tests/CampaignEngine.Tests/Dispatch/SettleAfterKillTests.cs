using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A real worker killed between the question and what is written of the answer: another asks again, nothing is lost or doubled.</summary>
public sealed class SettleAfterKillTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 40;

    [Theory]
    [InlineData(FailPoint.AfterLookUp)]
    [InlineData(FailPoint.MidSettle)]
    public async Task Who_is_killed_has_changed_nothing_and_another_settles_it(string point)
    {
        // None of the answers comes, half of what was asked was taken; few in flight, or the breaker would open.
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 4, ResetBefore = 0.1, ResetAfter = 0.1, CallbackLost = 1, CallbackDelayMs = 0, CallbackJitterMs = 0 });
        var route = SimulatorRoute.Settings(simulator, ("Dispatch:BrakeWindow", "0"));
        await using var bench = await DispatchBench.StartAsync(database, Messages, inFlight: 3, provider: route);
        await bench.PumpAsync();
        var doubts = (await bench.StandingAsync()).Members.InDoubt;
        Assert.True(doubts > 0, "nothing was in doubt");
        await simulator.ControlAsync(new { resetBefore = 0, resetAfter = 0 });
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.ShiftClockAsync();
        using var home = new HomeFolderForTest();
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [.. SimulatorRoute.Environment(route), ("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test"), (FailPoint.Variable, point)]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        Assert.Equal(doubts, (await bench.StandingAsync()).Members.InDoubt);

        await bench.ScalarAsync<int>("UPDATE due SET due_at = '2000-01-01', lease_until = null; UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE state = 'leased'");
        await bench.Get<Rescue>().ExecuteAsync(default);
        for (var round = 0; round < 3; round++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(20));
            await bench.Get<SettleDue>().ExecuteAsync(default);
            await bench.PumpAsync();
        }
        Assert.Equal(0, (await bench.StandingAsync()).Members.InDoubt);
        Assert.Equal((Messages, 0), (simulator.Count().Distinct, simulator.Count().Duplicates));
    }
}
