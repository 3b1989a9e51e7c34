using System.Security.Cryptography;
using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Media;
using CampaignEngine.Publications;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Media;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Publications;

/// <summary>From the campaign's file to the look-alike's YouTube channel: sessions, pieces, hours, captions, quota.</summary>
public sealed class UploadTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly byte[] film = SampleMedia.Mp4(5_300_000, seed: 11);

    [Fact]
    public async Task A_video_is_handed_over_ahead_seen_at_its_hour_and_has_its_words_and_captions()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var captions = await AddAsync(bench, ".srt", System.Text.Encoding.UTF8.GetBytes(SampleMedia.Captions));
        await LaunchAsync(bench, TimeSpan.FromHours(30), $$""", "captions": { "vi": {{captions.AssetId}}, "km": {{captions.AssetId}} }""");
        await RoundAsync(bench, simulator);
        Assert.Equal(0, simulator.Channel.Count().Sessions);

        database.Clock.Advance(TimeSpan.FromHours(8));
        await RoundAsync(bench, simulator);
        var video = Assert.Single(simulator.Channel.Newest(10));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(film)), "Tháng BHXH toàn dân", "Bài\n\nhttps://baohiemxahoi.gov.vn/thang-5"), (video.Sha256, video.Title, video.Description));
        Assert.Equal("ខែ", video.Words.GetProperty("localizations").GetProperty("km").GetProperty("title").GetString());
        Assert.Equal(["km", "vi"], video.Captions.Keys.Order());
        Assert.Equal(SampleMedia.Captions, video.Captions["vi"]);
        Assert.False(video.IsPublic(simulator.Channel.Now));
        Assert.Equal((PublicationState.Scheduled, null), ((await OneAsync(bench)).State, (await OneAsync(bench)).Url));

        database.Clock.Advance(TimeSpan.FromHours(23));
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.Published, "https://www.youtube.com/watch?v=video000001"), ((await OneAsync(bench)).State, (await OneAsync(bench)).Url));
        database.Clock.Advance(TimeSpan.FromHours(2));
        await RoundAsync(bench, simulator);
        Assert.Equal(2, await bench.ScalarAsync<int>("SELECT count(*) FROM publication_metrics WHERE value IS NOT NULL"));
        Assert.Equal(simulator.Channel.Count().Units, await bench.ScalarAsync<int>("SELECT sum(used) FROM unit_ledger"));
    }

    [Theory]
    [InlineData(0.5, 0, 0, 0, 0)]
    [InlineData(0, 0.3, 0.3, 0, 0)]
    [InlineData(0, 0, 0, 0.4, 0)]
    [InlineData(0, 0, 0, 0, 0.15)]
    [InlineData(0.2, 0.1, 0.1, 0.1, 0.1)]
    public async Task Whatever_is_lost_on_the_way_the_video_is_there_once_and_whole(double lost, double resetBefore, double resetAfter, double serverError, double gone)
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings
        {
            Seed = 5,
            YouTubeLost = lost,
            ResetBefore = resetBefore,
            ResetAfter = resetAfter,
            ServerError = serverError,
            YouTubeGone = gone,
            YouTubeUnits = 100_000,
        });
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, null);
        for (var round = 0; round < 40 && (await OneAsync(bench)).State != PublicationState.Published; round++)
        {
            await RoundAsync(bench, simulator);
            await bench.Connection.ExecuteAsync("UPDATE publications SET attempted_at = attempted_at - interval '1 hour' WHERE state = 'in_doubt'");
            database.Clock.Advance(TimeSpan.FromMinutes(31));
        }
        Assert.Equal((PublicationState.Published, 1), ((await OneAsync(bench)).State, simulator.Channel.Count().Taken));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(film)), Assert.Single(simulator.Channel.Newest(10)).Sha256);
    }

    [Fact]
    public async Task A_session_gone_with_the_last_piece_is_looked_for_and_not_begun_again_where_the_video_is_there()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings { YouTubeGone = 1 });
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, null, bytes: SampleMedia.Mp4(1000)); // one piece, which is the last
        await bench.Services.GetRequiredService<UploadDue>().ExecuteAsync(default);
        Assert.Equal((PublicationState.InDoubt, "session-gone"), ((await OneAsync(bench)).State, (await OneAsync(bench)).Reason));
        database.Clock.Advance(TimeSpan.FromMinutes(31));
        await RoundAsync(bench, simulator);
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.Published, 1, (short)1), ((await OneAsync(bench)).State, simulator.Channel.Count().Taken, (await OneAsync(bench)).Attempt));
    }

    [Fact]
    public async Task Many_workers_at_once_hand_each_video_over_once()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings { LatencyMs = 1 });
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, null);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => bench.Services.GetRequiredService<UploadDue>().ExecuteAsync(default))));
        Assert.Equal((1, 1), (simulator.Channel.Count().Taken, simulator.Channel.Count().Sessions));
    }

    [Fact]
    public async Task A_run_cancelled_before_the_hour_takes_its_video_back()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, TimeSpan.FromHours(2));
        await RoundAsync(bench, simulator);
        Assert.Equal(PublicationState.Scheduled, (await OneAsync(bench)).State);
        await bench.Connection.ExecuteAsync("UPDATE runs SET state = 'cancelled'");
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.Cancelled, 1), ((await OneAsync(bench)).State, simulator.Channel.Count().Removed));
    }

    [Fact]
    public async Task A_video_that_stays_private_is_told_and_found_public_once_somebody_has_opened_it()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings { YouTubeUnaudited = true });
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, TimeSpan.FromHours(2));
        await RoundAsync(bench, simulator);
        database.Clock.Advance(TimeSpan.FromHours(2.2));
        await RoundAsync(bench, simulator);
        Assert.Equal(PublicationState.Scheduled, (await OneAsync(bench)).State);
        database.Clock.Advance(TimeSpan.FromHours(1));
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.InDoubt, VideoRules.StaysPrivate), ((await OneAsync(bench)).State, (await OneAsync(bench)).Reason));
        await simulator.ControlAsync(new { youTubeUnaudited = false });
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.Published, 1), ((await OneAsync(bench)).State, simulator.Channel.Count().Taken));
    }

    [Fact]
    public async Task Captions_wait_for_the_next_days_units_and_are_added_once()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator, ("YouTube:UnitsPerDay", "450"));
        var captions = await AddAsync(bench, ".srt", System.Text.Encoding.UTF8.GetBytes(SampleMedia.Captions));
        await LaunchAsync(bench, TimeSpan.FromHours(40), $$""", "captions": { "vi": {{captions.AssetId}}, "km": {{captions.AssetId}} }""");
        database.Clock.Advance(TimeSpan.FromHours(17));
        await RoundAsync(bench, simulator);
        await RoundAsync(bench, simulator);
        Assert.Equal(1, simulator.Channel.Count().Captions);
        Assert.Equal("units-spent", await bench.ScalarAsync<string>("SELECT reason FROM captions WHERE state = 'planned'"));
        database.Clock.Advance(TimeSpan.FromHours(24));
        await RoundAsync(bench, simulator);
        await RoundAsync(bench, simulator);
        Assert.Equal((2, 0), (simulator.Channel.Count().Captions, await bench.ScalarAsync<int>("SELECT count(*) FROM captions WHERE state <> 'done'")));
    }

    [Fact]
    public async Task A_quota_that_YouTube_says_is_used_up_holds_the_video_until_midnight_in_California()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings { YouTubeUnits = 0 });
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, null);
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.Planned, "quotaExceeded"), ((await OneAsync(bench)).State, (await OneAsync(bench)).Reason));
        var next = await bench.ScalarAsync<DateTime>("SELECT next_at FROM publications");
        Assert.Equal(CampaignEngine.Channels.YouTube.PacificDay.End(database.Clock.GetUtcNow()).UtcDateTime, next);
        Assert.Equal(100, await bench.ScalarAsync<int>("SELECT used FROM unit_ledger WHERE bucket = 'videos'"));
    }

    [Fact]
    public async Task A_consent_taken_back_holds_the_video_until_a_person_consents_anew()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        await bench.Services.ConsentAsync("revoked");
        await LaunchAsync(bench, null);
        await RoundAsync(bench, simulator);
        Assert.Equal((PublicationState.Planned, "invalid_grant"), ((await OneAsync(bench)).State, (await OneAsync(bench)).Reason));
        await bench.Services.ConsentAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await RoundAsync(bench, simulator);
        await RoundAsync(bench, simulator);
        Assert.Equal(PublicationState.Published, (await OneAsync(bench)).State);
    }

    [Fact]
    public async Task A_person_takes_a_video_down_before_its_hour()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        await LaunchAsync(bench, TimeSpan.FromHours(2));
        await RoundAsync(bench, simulator);
        await bench.Services.GetRequiredService<ResolvePublication>().RemoveAsync(await bench.UserAsync("op", Role.Operator), (await OneAsync(bench)).PublicationId, "sai ngày", default);
        Assert.Equal((PublicationState.Removed, 1), ((await OneAsync(bench)).State, simulator.Channel.Count().Removed));
    }

    [Fact]
    public async Task The_check_names_the_channel_and_the_quota()
    {
        await using var simulator = await StartSimulatorAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var check = bench.Services.CheckOf("youtube");
        Assert.All(await check.ExecuteAsync(default), line => Assert.Equal(CheckState.Good, line.State));
        await bench.Services.ConsentAsync("revoked");
        Assert.Contains(await check.ExecuteAsync(default), line => line.State == CheckState.Bad && line.En.Contains("invalid_grant"));
    }

    public void Dispose() => folder.Dispose();

    private async Task<SimulatorUnderTest> StartSimulatorAsync(BehaviourSettings behaviour) => await SimulatorUnderTest.StartAsync(behaviour with { YouTubeNow = database.Clock.GetUtcNow() });

    private async Task<CampaignBench> StartAsync(SimulatorUnderTest simulator, params (string Name, string Value)[] more)
    {
        var settings = ChannelUnderTest.Settings(simulator.Address);
        foreach (var (name, value) in more) settings[name] = value;
        var bench = await CampaignBench.StartAsync(database, settings: settings);
        await bench.Connection.ExecuteAsync("TRUNCATE assets, unit_ledger CASCADE");
        await bench.Services.ConsentAsync();
        await bench.PeopleAsync(3);
        return bench;
    }

    private Task<Asset> AddAsync(CampaignBench bench, string extension, byte[] bytes) => SampleMedia.AddAsync(bench.Services, bench.Author, folder, extension, bytes);

    private async Task LaunchAsync(CampaignBench bench, TimeSpan? later, string more = "", byte[]? bytes = null)
    {
        var video = await AddAsync(bench, ".mp4", bytes ?? film);
        var at = later is { } wait ? $", \"publishAt\": \"{CampaignEngine.Calendar.VietnamTime.Of(database.Clock.GetUtcNow() + wait):yyyy-MM-dd'T'HH:mm}\"" : "";
        await bench.LaunchedAsync(PlanJson.With("publications", $$"""
            [{ "channel": "youtube", "texts": { "vi": "Bài", "km": "អត្ថបទ" }, "titles": { "vi": "Tháng BHXH toàn dân", "km": "ខែ" }, "link": "https://baohiemxahoi.gov.vn/thang-5", "video": {{video.AssetId}}{{at}}{{more}} }]
            """));
    }

    /// <summary>A round of the job, YouTube's clock set to ours.</summary>
    private async Task RoundAsync(CampaignBench bench, SimulatorUnderTest simulator)
    {
        await simulator.ControlAsync(new { youTubeNow = database.Clock.GetUtcNow() });
        await ActivatorUtilities.CreateInstance<PublishJob>(bench.Services).RunAsync(default);
    }

    private static async Task<Publication> OneAsync(CampaignBench bench) => Assert.Single(await bench.Services.GetRequiredService<PublicationStore>().ListAsync(null, default));
}
