using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A real worker killed between a reservation and the send, and between the send and the outcome: no unit is lost, none is taken twice.</summary>
public sealed class LimitsAfterKillTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Price = 700;

    [Theory]
    [InlineData(FailPoint.AfterClaim)]
    [InlineData(FailPoint.AfterSend)]
    [InlineData(FailPoint.MidOutcome)]
    public async Task Units_are_those_of_what_was_sent_and_of_what_is_in_doubt(string point)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 3, CallbackLost = 1, Rejected = 0.2, Throttled = 0.1 });
        var route = SimulatorRoute.Settings(simulator, ("Twilio:DongPerPart", $"{Price}"), ("Twilio:MessagesPerDay", "100000"), ("Dispatch:BrakeWindow", "0"),
            ("Dispatch:BackoffSeconds", "0.1"), ("Dispatch:BackoffLimitSeconds", "1"));
        await using var bench = await DispatchBench.StartAsync(database, messages: 120, chunkSize: 30, inFlight: 10, provider: route);
        await bench.ScalarAsync<int>("DELETE FROM sender_quotas; INSERT INTO run_budgets (run_id, budget_dong) VALUES (@RunId, 10000000)", new { bench.RunId });
        await bench.ShiftClockAsync();
        using var home = new HomeFolderForTest();
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [.. SimulatorRoute.Environment(route), ("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test"), ("Dispatch__InFlight", "10"),
             ("Dispatch__PartsPerSecond", "100000"), (FailPoint.Variable, $"{point}:4")]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        await AssertUnitsAsync(bench);

        // Its leases run out; another worker goes on.
        await bench.ScalarAsync<int>("UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE state = 'leased'");
        await bench.Get<Rescue>().ExecuteAsync(default);
        for (var round = 0; round < 20 && await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'pending'") > 0; round++)
        {
            await bench.PumpAsync(pumps: 2);
            database.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await AssertUnitsAsync(bench);
        Assert.Equal(0, simulator.Count().Duplicates);
        Assert.True((await bench.StandingAsync()).ByStatus["accepted"] > 60);
        Assert.Equal(0, (await bench.StandingAsync()).Messages.Open - (await bench.StandingAsync()).ByStatus["accepted"]);
    }

    /// <summary>One unit of the cap, the price and one of the quota for each message that is out, was taken, or is in doubt; none for any other.</summary>
    private static async Task AssertUnitsAsync(DispatchBench bench)
    {
        await using var connection = await bench.Database.Source.OpenConnectionAsync();
        var holding = (await connection.QueryAsync<int>(
            "SELECT message_no FROM messages WHERE run_id = @RunId AND status IN ('sending', 'accepted', 'in_doubt') ORDER BY 1", new { bench.RunId })).ToList();
        Assert.Equal(holding, await connection.QueryAsync<int>("SELECT message_no FROM contacts WHERE run_id = @RunId ORDER BY 1", new { bench.RunId }));
        Assert.Equal(holding, await connection.QueryAsync<int>("SELECT message_no FROM reservations WHERE run_id = @RunId ORDER BY 1", new { bench.RunId }));
        Assert.Equal(holding.Count * Price, await connection.ExecuteScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId", new { bench.RunId }));
        Assert.Equal(holding.Count, await connection.ExecuteScalarAsync<int>("SELECT sum(used) FROM sender_quotas WHERE sender = 'twilio' AND period = 'day'"));
    }
}
