using System.Security.Cryptography;
using CampaignEngine.Publications;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Media;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Publications;

/// <summary>A real worker killed at every stage of an upload: another goes on with its session, and the video is there once.</summary>
public sealed class UploadAfterKillTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(FailPoint.AfterSession, 0)]
    [InlineData(FailPoint.MidUpload, 0)]
    [InlineData(FailPoint.MidUpload + ":3", 0)]
    [InlineData(FailPoint.AfterUpload, 1)]
    public async Task The_video_is_there_once_and_whole(string point, int taken)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { YouTubeNow = database.Clock.GetUtcNow() });
        var settings = ChannelUnderTest.Settings(simulator.Address);
        await using var bench = await CampaignBench.StartAsync(database, settings: settings);
        await bench.Connection.ExecuteAsync("TRUNCATE assets, unit_ledger CASCADE");
        await bench.Services.ConsentAsync();
        await bench.PeopleAsync(1);
        using var folder = new ScratchFolder();
        var film = SampleMedia.Mp4(4_200_000);
        var video = await SampleMedia.AddAsync(bench.Services, bench.Author, folder, ".mp4", film);
        await bench.LaunchedAsync(PlanJson.With("publications", $$"""[{ "channel": "youtube", "texts": { "vi": "Bài" }, "titles": { "vi": "Tháng BHXH" }, "video": {{video.AssetId}} }]"""));
        await bench.Connection.ExecuteAsync("UPDATE engine_clock SET offset_us = (extract(epoch FROM @now - clock_timestamp()) * 1000000)::bigint", new { now = database.Clock.GetUtcNow().UtcDateTime });

        using var home = new HomeFolderForTest();
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [.. settings.Select(s => (s.Key.Replace(":", "__"), s.Value!)), ("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test"), (FailPoint.Variable, point)]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        Assert.Equal((taken, 1), (simulator.Channel.Count().Taken, simulator.Channel.Count().Sessions));
        Assert.Equal(PublicationState.Publishing, (await OneAsync(bench)).State);

        await bench.Connection.ExecuteAsync("UPDATE publications SET lease_until = lease_until - interval '1 day'");
        for (var round = 0; round < 3; round++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(3));
            await ActivatorUtilities.CreateInstance<PublishJob>(bench.Services).RunAsync(default);
        }
        Assert.Equal((PublicationState.Published, 1, 1), ((await OneAsync(bench)).State, simulator.Channel.Count().Taken, simulator.Channel.Count().Sessions));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(film)), Assert.Single(simulator.Channel.Newest(10)).Sha256);
    }

    private static async Task<Publication> OneAsync(CampaignBench bench) =>
        Assert.Single(await bench.Services.GetRequiredService<PublicationStore>().ListAsync(null, default));
}
