using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A real worker killed while it writes the messages of the next channel: none of them is there, nobody is forgotten, and each is written once.</summary>
public sealed class NextChannelAfterKillTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int People = 30;

    [Fact]
    public async Task Who_is_killed_has_written_nothing_and_another_writes_each_once()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Rejected = 1 });
        var opening = CampaignEngine.Calendar.SendingWindow.House.NextOpen(database.Clock.GetUtcNow().AddHours(14));
        database.Clock.Advance(opening - database.Clock.GetUtcNow());
        await using var bench = await CampaignBench.StartAsync(database, channels: [new ScriptedChannel("text"), new ScriptedChannel("mail", "email")]);
        await bench.TemplateAsync(CampaignBench.Template, "vi", "Thông tin BHXH tự nguyện bằng thư.", channel: "email");
        await bench.PeopleAsync(People);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET email = 'a' || recipient_id || '@example.vn'");
        await bench.RenderAsync(await bench.LaunchedAsync(PlanJson.With("channels", """
            [{ "channel": "sms", "template": "may", "accents": "keep", "language": "vi" }, { "channel": "email", "template": "may", "accents": "keep", "language": "vi" }]
            """)));
        await bench.Connection.ExecuteAsync("UPDATE engine_clock SET offset_us = (extract(epoch FROM @now - clock_timestamp()) * 1000000)::bigint", new { now = database.Clock.GetUtcNow().UtcDateTime });

        using var home = new HomeFolderForTest();
        var route = SimulatorRoute.Settings(simulator, ("Dispatch:BrakeWindow", "0"));
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [.. SimulatorRoute.Environment(route), ("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test"), (FailPoint.Variable, FailPoint.MidNextChannel)]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE channel = 'email'"));
        var failed = await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE status = 'failed'");
        Assert.Equal(failed, await bench.ScalarAsync<int>("SELECT count(*) FROM next_channel"));
        Assert.True(failed > 0);

        var next = bench.Services.GetRequiredService<NextChannel>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => { while (await next.ExecuteAsync(default)) { } })));
        while (await next.ExecuteAsync(default)) { }
        Assert.Equal((failed, failed), (
            await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE channel = 'email'"), await bench.ScalarAsync<int>("SELECT count(DISTINCT recipient_id) FROM messages WHERE channel = 'email'")));
    }
}
