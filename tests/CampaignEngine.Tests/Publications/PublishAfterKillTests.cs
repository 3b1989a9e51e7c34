using CampaignEngine.Publications;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Publications;

/// <summary>A real worker killed before and after the provider took a post: another looks at the page, and the post stands there once.</summary>
public sealed class PublishAfterKillTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(FailPoint.MidPublish, 0, 2)]
    [InlineData(FailPoint.AfterPublish, 1, 1)]
    public async Task The_post_stands_there_once(string point, int taken, int attempts)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        var settings = PageUnderTest.Settings(simulator.Address, "100000000000001");
        await using var bench = await CampaignBench.StartAsync(database, settings: settings);
        await bench.Services.EnterAsync("simulator-page-token", "simulator-app-secret");
        await bench.PeopleAsync(1);
        await bench.LaunchedAsync(PlanJson.With("publications", """[{ "channel": "facebook", "texts": { "vi": "Tháng BHXH toàn dân" } }]"""));
        await bench.Connection.ExecuteAsync("UPDATE engine_clock SET offset_us = (extract(epoch FROM @now - clock_timestamp()) * 1000000)::bigint", new { now = database.Clock.GetUtcNow().UtcDateTime });

        using var home = new HomeFolderForTest();
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [.. settings.Select(s => (s.Key.Replace(":", "__"), s.Value!)), ("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test"), (FailPoint.Variable, point)]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        Assert.Equal(taken, simulator.Page.Count().Taken);
        Assert.Equal(PublicationState.Publishing, (await OneAsync(bench)).State);

        await bench.Connection.ExecuteAsync("UPDATE publications SET lease_until = lease_until - interval '1 day', attempted_at = attempted_at - interval '1 hour'");
        for (var round = 0; round < 3; round++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(3));
            await ActivatorUtilities.CreateInstance<PublishJob>(bench.Services).RunAsync(default);
        }
        var post = await OneAsync(bench);
        Assert.Equal((PublicationState.Published, attempts, 1), (post.State, post.Attempt, simulator.Page.Count().Taken));
    }

    private static async Task<Publication> OneAsync(CampaignBench bench) =>
        Assert.Single(await bench.Services.GetRequiredService<PublicationStore>().ListAsync(null, default));
}
