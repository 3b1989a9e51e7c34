using System.Security.Cryptography;
using CampaignEngine.Media;
using CampaignEngine.Publications;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Media;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Publications;

/// <summary>Photos and videos on the page of the look-alike.</summary>
public sealed class PublishMediaTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly ScratchFolder folder = new();

    [Fact]
    public async Task A_post_shows_its_photos_in_order_with_what_is_to_be_seen()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var (one, two) = (await AddAsync(bench, ".png", SampleMedia.Png(1)), await AddAsync(bench, ".jpg", [0xFF, 0xD8, 0xFF, 0xE0, 5]));
        await LaunchAsync(bench, $$"""{ "channel": "facebook", "texts": { "vi": "Bài ảnh" }, "link": "https://baohiemxahoi.gov.vn/thang-5", "photos": [{{two.AssetId}}, {{one.AssetId}}] }""");
        await RoundAsync(bench);
        var post = Assert.Single(simulator.Page.Since(0, 10, videos: false));
        Assert.Equal([two.Hash, one.Hash], post.Files);
        Assert.Equal("Bài ảnh\nhttps://baohiemxahoi.gov.vn/thang-5", post.Message);
        Assert.Equal("Bà con nghe tư vấn ở Vĩnh Long", simulator.Page.Photo("80001")!.Alt);
        Assert.Equal(PublicationState.Published, (await OneAsync(bench)).State);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task A_video_stands_there_once_however_its_answer_was_lost(double resetBefore, double resetAfter)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { ResetBefore = resetBefore, ResetAfter = resetAfter });
        await using var bench = await StartAsync(simulator);
        var bytes = SampleMedia.Mp4(2_500_000, seed: 3);
        var video = await AddAsync(bench, ".mp4", bytes);
        await LaunchAsync(bench, $$"""{ "channel": "facebook", "texts": { "vi": "Phim ngắn" }, "video": {{video.AssetId}} }""");
        await RoundAsync(bench);
        await simulator.ControlAsync(new { resetBefore = 0, resetAfter = 0 });
        for (var round = 0; round < 3; round++)
        {
            await bench.Connection.ExecuteAsync("UPDATE publications SET attempted_at = attempted_at - interval '1 hour' WHERE state = 'in_doubt'");
            database.Clock.Advance(TimeSpan.FromMinutes(3));
            await RoundAsync(bench);
        }
        var there = Assert.Single(simulator.Page.Since(0, 10, videos: true));
        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(bytes))], there.Files);
        Assert.Equal((PublicationState.Published, there.Id), ((await OneAsync(bench)).State, (await OneAsync(bench)).ProviderId));
        database.Clock.Advance(TimeSpan.FromHours(2));
        await RoundAsync(bench);
        Assert.Equal(2, await bench.ScalarAsync<int>("SELECT count(*) FROM publication_metrics WHERE value IS NOT NULL"));
    }

    [Fact]
    public async Task A_file_withdrawn_after_the_launch_is_published_no_more()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var photo = await AddAsync(bench, ".png", SampleMedia.Png(2));
        await LaunchAsync(bench, $$"""{ "channel": "facebook", "texts": { "vi": "Bài ảnh" }, "photos": [{{photo.AssetId}}] }""");
        await bench.Services.GetRequiredService<WithdrawAsset>().ExecuteAsync(bench.Author, photo.AssetId, "theo yêu cầu", default);
        await RoundAsync(bench);
        Assert.Equal((PublicationState.Failed, AssetFaults.WithdrawnCode, 0), ((await OneAsync(bench)).State, (await OneAsync(bench)).Reason, simulator.Page.Count().Taken));
    }

    [Theory]
    [InlineData("""{ "channel": "facebook", "texts": { "vi": "Bài" }, "photos": [99999] }""", "unknown-asset")]
    [InlineData("""{ "channel": "facebook", "texts": { "vi": "Bài" }, "video": PHOTO }""", "asset-kind")]
    [InlineData("""{ "channel": "facebook", "texts": { "vi": "Bài" }, "photos": [PHOTO], "video": PHOTO }""", "one-of-two")]
    [InlineData("""{ "channel": "facebook", "texts": { "vi": "Bài" }, "photos": [PHOTO, PHOTO] }""", "repeated")]
    [InlineData("""{ "channel": "facebook", "texts": { "vi": "Bài" }, "titles": { "vi": "Tên" } }""", "not-here")]
    [InlineData("""{ "channel": "facebook", "texts": { "vi": "Bài" }, "photos": [1,2,3,4,5,6,7,8,9,10,11] }""", "too-many")]
    [InlineData("""{ "channel": "youtube", "texts": { "vi": "Bài" }, "titles": { "vi": "Tên" } }""", "missing")]
    [InlineData("""{ "channel": "youtube", "texts": { "vi": "Bài", "km": "x" }, "titles": { "vi": "Tên" }, "video": 1 }""", "other-languages")]
    [InlineData("""{ "channel": "youtube", "texts": { "vi": "Bài" }, "titles": { "vi": "<b>Tên" }, "video": 1 }""", "brackets")]
    [InlineData("""{ "channel": "youtube", "texts": { "vi": "Bài" }, "titles": { "vi": "Tên" }, "video": 1, "photos": [1] }""", "not-here")]
    [InlineData("""{ "channel": "loudspeaker", "texts": { "vi": "Bài" }, "recordings": { "km": 1 }, "assignee": "A", "escalateTo": "B" }""", "other-languages")]
    public async Task A_file_that_cannot_be_published_so_is_refused_with_the_whole_campaign(string publication, string code)
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3);
        var photo = await AddAsync(bench, ".png", SampleMedia.Png(3));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.CreateAsync(PlanJson.With("publications", $"[{publication.Replace("PHOTO", $"{photo.AssetId}")}]")));
        Assert.Contains(refused.Problems, p => p.Code == code);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM campaigns"));
    }

    public void Dispose() => folder.Dispose();

    private async Task<CampaignBench> StartAsync(SimulatorUnderTest simulator)
    {
        var bench = await CampaignBench.StartAsync(database, settings: PageUnderTest.Settings(simulator.Address, "100000000000001"));
        await bench.Services.EnterAsync("simulator-page-token", "simulator-app-secret");
        await bench.Connection.ExecuteAsync("TRUNCATE assets CASCADE");
        await bench.PeopleAsync(3);
        return bench;
    }

    private Task<Asset> AddAsync(CampaignBench bench, string extension, byte[] bytes) => SampleMedia.AddAsync(bench.Services, bench.Author, folder, extension, bytes);

    private static Task LaunchAsync(CampaignBench bench, string publication) => bench.LaunchedAsync(PlanJson.With("publications", $"[{publication}]"));

    private static Task RoundAsync(CampaignBench bench) => ActivatorUtilities.CreateInstance<PublishJob>(bench.Services).RunAsync(default);

    private static async Task<Publication> OneAsync(CampaignBench bench) => Assert.Single(await bench.Services.GetRequiredService<PublicationStore>().ListAsync(null, default));
}
