using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

public sealed class StatisticsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>
    /// Just after a launch PostgreSQL takes a run it has not counted yet for a single row. A plan made by that must not visit every message
    /// for every message: such a claim ran into the time limit of the statement.
    /// </summary>
    [Fact]
    public async Task A_run_that_the_statistics_do_not_know_is_sent_like_any_other()
    {
        await using (var known = await DispatchBench.StartAsync(database, messages: 20))
        {
            await known.PumpAsync();
            await TestCluster.ExecuteAsync(database.ConnectionString, "ANALYZE");
        }
        await using var bench = await DispatchBench.StartAsync(database, messages: 3000, chunkSize: 500);
        await bench.PumpAsync(pumps: 2);
        Assert.Equal(3000, (await bench.StandingAsync()).ByStatus["accepted"]);
    }
}
