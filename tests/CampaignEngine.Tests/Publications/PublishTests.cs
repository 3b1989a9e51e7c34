using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Publications;
using CampaignEngine.Simulator;
using CampaignEngine.Simulator.Facebook;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Publications;

/// <summary>From the campaign's file to the page of the look-alike.</summary>
public sealed class PublishTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_campaign_publishes_each_language_once_at_its_hour()
    {
        await using var bench = await StartAsync(new BehaviourSettings());
        await bench.LaunchAsync(VietnamTime.Of(database.Clock.GetUtcNow().AddMinutes(90)).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture), ("vi", "Tháng BHXH toàn dân"), ("km", "ខែ"));
        await bench.PublishAsync();
        Assert.Equal(0, bench.Page.Count().Taken);
        database.Clock.Advance(TimeSpan.FromHours(2));
        await bench.PublishAsync();
        await bench.PublishAsync();
        Assert.Equal((2, 2), (bench.Page.Count().Taken, bench.Page.Count().Distinct));
        Assert.All(await bench.ListAsync(), p => Assert.Equal((PublicationState.Published, "facebook", (short)1), (p.State, p.Provider, p.Attempt)));
        Assert.Equal("https://baohiemxahoi.gov.vn/thang-5", bench.Page.Since(0, 10, videos: false)[0].Link);
    }

    [Fact]
    public async Task What_is_in_doubt_is_looked_for_and_only_what_is_not_there_is_published_again()
    {
        await using var bench = await StartAsync(new BehaviourSettings { Seed = 4, ResetBefore = 0.3, ResetAfter = 0.3, ServerErrorAfter = 0.1 });
        await bench.LaunchAsync(null, [.. CampaignEngine.Recipients.Languages.All.Take(12).Select(l => (l.Tag, $"Bài {l.Tag}"))]);
        for (var round = 0; round < 12; round++)
        {
            await bench.PublishAsync();
            // The quiet time is the machine's.
            await bench.Campaign.Connection.ExecuteAsync("UPDATE publications SET attempted_at = attempted_at - interval '1 hour' WHERE state = 'in_doubt'");
            database.Clock.Advance(TimeSpan.FromMinutes(3));
        }
        Assert.All(await bench.ListAsync(), p => Assert.Equal(PublicationState.Published, p.State));
        Assert.Equal((12, 12), (bench.Page.Count().Taken, bench.Page.Count().Distinct));
        Assert.True(await bench.Campaign.ScalarAsync<int>("SELECT max(attempt) FROM publications") > 1, "nothing was in doubt");
    }

    [Fact]
    public async Task Not_there_too_early_means_nothing()
    {
        await using var bench = await StartAsync(new BehaviourSettings { ResetBefore = 1 });
        await bench.LaunchAsync(null, ("vi", "Bài"));
        await bench.PublishAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(3));
        await bench.PublishAsync();
        var only = Assert.Single(await bench.ListAsync());
        Assert.Equal((PublicationState.InDoubt, (short)1, (short)1), (only.State, only.Attempt, only.Looks));
    }

    [Fact]
    public async Task Many_workers_at_once_publish_each_post_once()
    {
        await using var bench = await StartAsync(new BehaviourSettings { LatencyMs = 1 });
        await bench.LaunchAsync(null, [.. CampaignEngine.Recipients.Languages.All.Take(12).Select(l => (l.Tag, $"Bài {l.Tag}"))]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(bench.PublishAsync)));
        Assert.Equal((12, 12), (bench.Page.Count().Taken, bench.Page.Count().Distinct));
    }

    [Fact]
    public async Task A_worker_lost_in_the_call_leaves_a_doubt_and_its_late_answer_settles_it()
    {
        await using var bench = await StartAsync(new BehaviourSettings());
        await bench.LaunchAsync(null, ("vi", "Bài"));
        var store = bench.Campaign.Services.GetRequiredService<PublicationStore>();
        var claimed = (await store.ClaimAsync(["facebook"], TimeSpan.Zero, TimeSpan.FromMinutes(1), default))!;
        await store.SweepAsync(default);
        Assert.Equal(PublicationState.Publishing, (await bench.ListAsync())[0].State);
        await bench.Campaign.Connection.ExecuteAsync("UPDATE publications SET lease_until = lease_until - interval '1 day'");
        await bench.PublishAsync();
        Assert.Equal((PublicationState.InDoubt, 0), ((await bench.ListAsync())[0].State, bench.Page.Count().Taken));
        Assert.True(await store.WriteAsync(claimed, new PublicationChange(PublicationState.Published, Provider: "facebook", ProviderId: "1_1"), default));
        Assert.False(await store.WriteAsync(claimed, new PublicationChange(PublicationState.Planned), default));
    }

    [Fact]
    public async Task A_post_waits_for_the_article_it_leads_to_and_another_does_not()
    {
        const string article = "https://baohiemxahoi.gov.vn/thang-5";
        await using var bench = await StartAsync(new BehaviourSettings());
        await bench.Campaign.LaunchedAsync(PlanJson.With("publications", $$"""
            [{ "channel": "facebook", "texts": { "vi": "Bài dẫn tới tin" }, "link": "{{article}}" }, { "channel": "facebook", "texts": { "vi": "Bài khác" } },
             { "channel": "portal", "texts": { "vi": "Tin trên cổng" }, "link": "{{article}}", "assignee": "Ban biên tập", "escalateTo": "Trưởng ban" }]
            """));
        await bench.PublishAsync();
        Assert.Equal([(PublicationState.Planned, "waits-for-article"), (PublicationState.Published, null)], (await bench.ListAsync()).Select(p => (p.State, p.Reason)));
        var actor = await bench.Campaign.UserAsync("op", Role.Operator);
        var confirm = bench.Campaign.Services.GetRequiredService<ConfirmTask>();
        var task = Assert.Single(await bench.Campaign.Services.GetRequiredService<TaskStore>().ListAsync(null, open: true, default)).TaskId;
        var elsewhere = await Assert.ThrowsAsync<RefusedException>(() => confirm.ExecuteAsync(actor, task, new TaskProof(database.Clock.GetUtcNow(), article + "-khac"), default));
        Assert.Equal("proof-link", elsewhere.Problems[0].Code);
        await confirm.ExecuteAsync(actor, task, new TaskProof(database.Clock.GetUtcNow(), article), default);
        await bench.PublishAsync();
        Assert.All(await bench.ListAsync(), p => Assert.Equal((PublicationState.Published, null), (p.State, p.Reason)));
        Assert.Equal((2, 2), (bench.Page.Count().Taken, bench.Page.Count().Distinct));
    }

    [Theory]
    [InlineData("UPDATE runs SET state = 'cancelled'", PublicationState.Cancelled)]
    [InlineData("UPDATE runs SET state = 'paused', reason = 'test'", PublicationState.Planned)]
    [InlineData("UPDATE publications SET expires_at = '2020-01-01'", PublicationState.Expired)]
    public async Task Of_a_run_that_does_not_run_nothing_is_published(string change, string state)
    {
        await using var bench = await StartAsync(new BehaviourSettings());
        await bench.LaunchAsync(null, ("vi", "Bài"));
        await bench.Campaign.Connection.ExecuteAsync(change);
        await bench.PublishAsync();
        Assert.Equal((state, 0), ((await bench.ListAsync())[0].State, bench.Page.Count().Taken));
    }

    [Fact]
    public async Task A_wrong_token_holds_the_post_until_a_person_has_entered_another()
    {
        await using var bench = await StartAsync(new BehaviourSettings());
        await bench.Campaign.Services.EnterAsync("wrong", "simulator-app-secret");
        await bench.LaunchAsync(null, ("vi", "Bài"));
        await bench.PublishAsync();
        Assert.Equal((PublicationState.Planned, "190"), ((await bench.ListAsync())[0].State, (await bench.ListAsync())[0].Reason));
        await bench.Campaign.Services.EnterAsync("simulator-page-token", "simulator-app-secret");
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.PublishAsync();
        Assert.Equal((PublicationState.Published, 1), ((await bench.ListAsync())[0].State, bench.Page.Count().Taken));
    }

    [Fact]
    public async Task A_person_decides_on_a_doubt_and_takes_a_post_down_with_a_trace()
    {
        await using var bench = await StartAsync(new BehaviourSettings { ResetAfter = 1 });
        await bench.LaunchAsync(null, ("vi", "Bài"));
        var resolve = bench.Campaign.Services.GetRequiredService<ResolvePublication>();
        var actor = await bench.Campaign.UserAsync("op", Role.Operator);
        var id = (await bench.ListAsync())[0].PublicationId;
        await Assert.ThrowsAsync<RefusedException>(() => resolve.DecideAsync(actor, id, "https://www.facebook.com/1", "seen", default));
        await bench.PublishDueAsync();
        await resolve.DecideAsync(actor, id, null, "not seen", default);
        await bench.Simulator.ControlAsync(new { resetAfter = 0 });
        await bench.PublishDueAsync();
        Assert.Equal(PublicationState.Published, (await bench.ListAsync())[0].State);
        await resolve.RemoveAsync(actor, id, "wrong date", default);
        Assert.Equal((PublicationState.Removed, 1), ((await bench.ListAsync())[0].State, bench.Page.Count().Removed));
        Assert.Equal(2, await bench.Campaign.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action LIKE 'publication.%'"));
    }

    [Fact]
    public async Task Figures_are_read_on_a_schedule_that_thins_out_and_a_retired_one_is_asked_for_no_more()
    {
        await using var bench = await StartAsync(new BehaviourSettings { RetiredMetrics = ["post_media_view"] });
        await bench.LaunchAsync(null, ("vi", "Bài"));
        await bench.PublishAsync();
        Assert.Empty(await bench.StepsAsync("post_total_media_view_unique"));
        foreach (var hours in (int[])[1, 1, 5, 50]) // at +1, +2, +7 and +57 hours
        {
            database.Clock.Advance(TimeSpan.FromHours(hours));
            await bench.PublishAsync();
            await bench.PublishAsync();
        }
        Assert.Equal([1, 6, 48], await bench.StepsAsync("post_total_media_view_unique"));
        Assert.Equal([1], await bench.StepsAsync("post_media_view"));
    }

    [Theory]
    [InlineData("""[{ "channel": "pigeon", "texts": { "vi": "Bài" } }]""", "not-one-of")]
    [InlineData("""[{ "channel": "facebook", "texts": { "xx": "Bài" } }]""", "unknown-language")]
    [InlineData("""[{ "channel": "facebook", "texts": {} }]""", "missing")]
    [InlineData("""[{ "channel": "portal", "texts": { "vi": "Bài" }, "assignee": "A", "escalateTo": "B" }]""", "missing")]
    [InlineData("""[{ "channel": "facebook", "texts": { "vi": "Bài" }, "link": "https://baohiemxahoi.gov.vn@evil.example/" }]""", "link-userinfo")]
    [InlineData("""[{ "channel": "facebook", "texts": { "vi": "Bài" }, "link": "http://baohiemxahoi.gov.vn/" }]""", "link-scheme")]
    [InlineData("""[{ "channel": "facebook", "texts": { "vi": "Bài" }, "publishAt": "2020-01-01T08:00" }]""", "publish-outside")]
    [InlineData("""[{ "channel": "facebook", "texts": { "vi": "Bài" }, "publishAt": "2030-01-01T08:00" }]""", "publish-outside")]
    [InlineData("""[{ "channel": "facebook", "texts": { "vi": "Bài" }, "publshAt": "x" }]""", "unknown-property")]
    public async Task A_publication_that_cannot_be_is_refused_with_the_whole_file(string publications, string code)
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.CreateAsync(PlanJson.With("publications", publications)));
        Assert.Contains(refused.Problems, p => p.Code == code);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM campaigns"));
    }

    [Fact]
    public async Task Without_a_page_in_the_settings_the_launch_is_refused()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.LaunchedAsync(PlanJson.With("publications", """[{ "channel": "facebook", "texts": { "vi": "Bài" } }]""")));
        Assert.Equal("no-sender", Assert.Single(refused.Problems).Code);
    }

    private async Task<PublishBench> StartAsync(BehaviourSettings behaviour)
    {
        var simulator = await SimulatorUnderTest.StartAsync(behaviour);
        var campaign = await CampaignBench.StartAsync(database, settings: PageUnderTest.Settings(simulator.Address, "100000000000001"));
        await campaign.Services.EnterAsync("simulator-page-token", "simulator-app-secret");
        await campaign.PeopleAsync(3);
        return new PublishBench(campaign, simulator);
    }

    private sealed record PublishBench(CampaignBench Campaign, SimulatorUnderTest Simulator) : IAsyncDisposable
    {
        public FacebookPage Page => Simulator.Page;

        public async Task LaunchAsync(string? publishAt, params (string Language, string Text)[] texts)
        {
            var post = new Dictionary<string, object> { ["channel"] = "facebook", ["texts"] = texts.ToDictionary(t => t.Language, t => t.Text), ["link"] = "https://baohiemxahoi.gov.vn/thang-5" };
            if (publishAt is not null) post["publishAt"] = publishAt;
            await Campaign.LaunchedAsync(PlanJson.With("publications", System.Text.Json.JsonSerializer.Serialize(new[] { post })));
        }

        public Task PublishDueAsync() => Campaign.Services.GetRequiredService<PublishDue>().ExecuteAsync(default);

        /// <summary>A round of the job.</summary>
        public Task PublishAsync() => ActivatorUtilities.CreateInstance<PublishJob>(Campaign.Services).RunAsync(default);

        public Task<IReadOnlyList<Publication>> ListAsync() => Campaign.Services.GetRequiredService<PublicationStore>().ListAsync(null, default);

        public async Task<IEnumerable<int>> StepsAsync(string metric) =>
            await Campaign.Connection.QueryAsync<int>("SELECT step FROM publication_metrics WHERE metric = @metric ORDER BY step", new { metric });

        public async ValueTask DisposeAsync()
        {
            await Campaign.DisposeAsync();
            await Simulator.DisposeAsync();
        }
    }
}
