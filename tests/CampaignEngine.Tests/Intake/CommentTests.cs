using CampaignEngine.Access;
using CampaignEngine.Intake;
using CampaignEngine.Publications;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Media;
using CampaignEngine.Tests.Publications;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Intake;

/// <summary>What people write below posts and videos becomes cases, once each, and is answered there.</summary>
public sealed class CommentTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Each_comment_is_one_case_whose_words_stay_sealed_and_the_pages_own_are_none()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var post = await PublishAsync(bench, simulator);
        simulator.Page.AddComment(post, "Cho hỏi đóng ở đâu?", "77");
        simulator.Page.AddComment(post, "Bài này là lừa đảo", "78");
        simulator.Page.AddComment(post, "Mời bà con gọi 1900 9068", "100000000000001");
        Assert.Equal(2, await ReadAsync(bench));
        database.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(0, await ReadAsync(bench));
        var cases = await ListAsync(bench);
        Assert.Equal(["false-information", "question"], cases.Select(c => c.Class).Order());
        Assert.All(cases, c => Assert.Equal(("facebook", CaseState.Open), (c.Provider, c.State)));
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM comments c WHERE to_jsonb(c)::text ~ 'đóng|77'"));
        var read = await bench.Services.GetRequiredService<ReadCase>().ExecuteAsync(await OperatorAsync(bench), cases.Single(c => c.Class == CaseClass.Question).CaseId, default);
        Assert.Equal(("Cho hỏi đóng ở đâu?", post), (read.Words, read.Post));
    }

    [Fact]
    public async Task Hundreds_are_read_page_by_page_by_many_workers_and_none_twice()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var post = await PublishAsync(bench, simulator);
        for (var i = 0; i < 230; i++) simulator.Page.AddComment(post, $"Bao nhiêu tiền? {i}", "77");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.Services.GetRequiredService<TakeComments>().ExecuteAsync(default))));
        await bench.Services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        Assert.Equal((230, 230), ((await ListAsync(bench)).Count, await bench.ScalarAsync<int>("SELECT count(*) FROM inbox")));
        for (var i = 230; i < 233; i++) simulator.Page.AddComment(post, $"Bao nhiêu tiền? {i}", "77");
        database.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(3, await ReadAsync(bench));
    }

    [Fact]
    public async Task They_are_read_often_at_first_and_seldom_later()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        await PublishAsync(bench, simulator);
        foreach (var (hours, minutes) in ((double, int)[])[(0, 10), (48, 60), (200, 1440)])
        {
            database.Clock.Advance(TimeSpan.FromHours(hours));
            await ReadAsync(bench);
            Assert.Equal(minutes, await bench.ScalarAsync<int>("SELECT extract(epoch FROM next_at - @now) / 60 FROM comment_polls", new { now = database.Clock.GetUtcNow().UtcDateTime }));
        }
    }

    [Fact]
    public async Task An_answer_stands_below_the_comment_and_closes_its_case()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var bench = await StartAsync(simulator);
        var post = await PublishAsync(bench, simulator);
        var comment = simulator.Page.AddComment(post, "Cho hỏi đóng ở đâu?", "77");
        await ReadAsync(bench);
        var id = Assert.Single(await ListAsync(bench)).CaseId;
        var answer = await bench.Services.GetRequiredService<AnswerCase>().ExecuteAsync(await OperatorAsync(bench), id, "Tại BHXH cơ sở ạ", again: false, default);
        Assert.Equal(new CaseAnswer("accepted", null), answer);
        Assert.Equal("Tại BHXH cơ sở ạ", simulator.Page.CommentsOf(post)[0].Words);
        Assert.Equal(comment, simulator.Page.CommentsOf(post)[0].Below);
        Assert.Equal((CaseState.Closed, "answered"), (Assert.Single(await ListAsync(bench)).State, Assert.Single(await ListAsync(bench)).CloseReason));
        database.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(0, await ReadAsync(bench));
        var read = await bench.Services.GetRequiredService<ReadCase>().ExecuteAsync(await OperatorAsync(bench), id, default);
        Assert.Equal("Tại BHXH cơ sở ạ", Assert.Single(read.Answers).Words);
    }

    [Fact]
    public async Task A_videos_comments_are_read_and_answered_too()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { YouTubeNow = database.Clock.GetUtcNow() });
        await using var bench = await CampaignBench.StartAsync(database, settings: ChannelUnderTest.Settings(simulator.Address));
        await CleanAsync(bench);
        await bench.Connection.ExecuteAsync("TRUNCATE unit_ledger");
        await bench.Services.ConsentAsync();
        using var folder = new ScratchFolder();
        var video = await SampleMedia.AddAsync(bench.Services, bench.Author, folder, ".mp4", SampleMedia.Mp4());
        await bench.LaunchedAsync(PlanJson.With("publications", $$"""[{ "channel": "youtube", "texts": { "vi": "Bài" }, "titles": { "vi": "Tên" }, "video": {{video.AssetId}} }]"""));
        for (var round = 0; round < 2; round++) await ActivatorUtilities.CreateInstance<PublishJob>(bench.Services).RunAsync(default);
        var comment = simulator.Channel.AddComment("video000001", "Cho hỏi đóng ở đâu?", "UCsomebody");
        simulator.Channel.AddComment("video000001", "Cảm ơn bà con", ChannelUnderTest.Id);
        Assert.Equal(1, await ReadAsync(bench));
        var answer = await bench.Services.GetRequiredService<AnswerCase>().ExecuteAsync(await OperatorAsync(bench), Assert.Single(await ListAsync(bench)).CaseId, "Tại BHXH cơ sở ạ", again: false, default);
        Assert.Equal(("accepted", "Tại BHXH cơ sở ạ"), (answer.State, Assert.Single(simulator.Channel.CommentsOf(comment)).Words));
    }

    private async Task<CampaignBench> StartAsync(SimulatorUnderTest simulator)
    {
        var bench = await CampaignBench.StartAsync(database, settings: PageUnderTest.Settings(simulator.Address, "100000000000001"));
        await bench.Services.EnterAsync("simulator-page-token", "simulator-app-secret");
        await CleanAsync(bench);
        return bench;
    }

    private static async Task CleanAsync(CampaignBench bench)
    {
        await bench.Connection.ExecuteAsync("TRUNCATE cases, case_changes, case_answers, comments, comment_polls, inbox, assets RESTART IDENTITY CASCADE");
        await bench.PeopleAsync(3);
    }

    private static async Task<string> PublishAsync(CampaignBench bench, SimulatorUnderTest simulator)
    {
        await bench.LaunchedAsync(PlanJson.With("publications", """[{ "channel": "facebook", "texts": { "vi": "Tháng BHXH toàn dân" } }]"""));
        await ActivatorUtilities.CreateInstance<PublishJob>(bench.Services).RunAsync(default);
        return Assert.Single(simulator.Page.Since(0, 10, videos: false)).Id;
    }

    private static async Task<int> ReadAsync(CampaignBench bench)
    {
        var taken = await bench.Services.GetRequiredService<TakeComments>().ExecuteAsync(default);
        await bench.Services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        return taken;
    }

    private static Task<Actor> OperatorAsync(CampaignBench bench) => bench.UserAsync("op", Role.Operator);

    private static Task<IReadOnlyList<Case>> ListAsync(CampaignBench bench) => bench.Services.GetRequiredService<CaseStore>().ListAsync(waiting: false, null, null, late: false, 1000, default);
}
