using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

public sealed class RenderRunTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Every_person_targeted_has_one_message_with_a_number_of_its_own_in_one_chunk()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(4321, groups: ["V1", "V7"]);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET phone = NULL, number_key = NULL WHERE recipient_id % 10 = 0");
        var runId = await bench.LaunchedAsync();

        await bench.RenderAsync(runId);

        Assert.Equal("running", await bench.ScalarAsync<string>("SELECT state FROM runs"));
        await AssertWholeAsync(bench, runId, targeted: 4321 - 432);
        Assert.Equal((432, "no-address"), await bench.Connection.QuerySingleAsync<(int, string)>(
            "SELECT count(*)::int, excluded FROM audience_members WHERE excluded IS NOT NULL GROUP BY 2"));
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(DISTINCT (class, channel, language, expires_at)) FROM messages"));
        Assert.Equal(database.Clock.GetUtcNow().AddHours(48).UtcDateTime, await bench.ScalarAsync<DateTime>("SELECT max(expires_at) FROM messages"));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2500, 2000)]
    [InlineData(4000, 2000)]
    [InlineData(8999, 8000)]
    public async Task What_interrupted_it_leaves_whole_batches_and_the_next_call_completes_them(int failsAt, int left)
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(9000);
        var runId = await bench.LaunchedAsync();
        // A worker that is lost in the middle of writing a batch, wherever that is.
        await bench.Connection.ExecuteAsync($"""
            CREATE FUNCTION lose_worker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'worker lost'; END $$;
            CREATE TRIGGER lose_worker BEFORE INSERT ON message_texts FOR EACH ROW WHEN (NEW.message_no = {failsAt}) EXECUTE FUNCTION lose_worker();
            """);

        await Assert.ThrowsAsync<PostgresException>(() => bench.RenderAsync(runId));
        Assert.Equal((left, "rendering"), (await MessagesAsync(bench), await bench.ScalarAsync<string>("SELECT state FROM runs")));
        await bench.Connection.ExecuteAsync("DROP FUNCTION lose_worker CASCADE");
        await bench.RenderAsync(runId);

        Assert.Equal("running", await bench.ScalarAsync<string>("SELECT state FROM runs"));
        await AssertWholeAsync(bench, runId, 9000);
    }

    [Fact]
    public async Task A_stopped_run_that_is_resumed_is_frozen_and_checked_again()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(100);
        var runId = await bench.LaunchedAsync();
        await bench.Connection.ExecuteAsync("UPDATE recipients SET groups = '{}' WHERE recipient_id > 50");
        await bench.RenderAsync(runId);
        Assert.Equal("stopped", await bench.ScalarAsync<string>("SELECT state FROM runs"));

        await bench.Connection.ExecuteAsync("UPDATE recipients SET groups = '{V7}'");
        await bench.Services.GetRequiredService<ResumeRun>().ExecuteAsync(bench.Author, runId, default);
        await bench.RenderAsync(runId);

        await AssertWholeAsync(bench, runId, 100);
    }

    /// <summary>The least contribution changes with the year, and the new year's is not enacted.</summary>
    [Theory]
    [InlineData("2026-12-28T10:00", "264.000 đ")]
    [InlineData("2026-12-31T10:00", "-")]
    [InlineData("2027-01-04T10:00", "-")]
    public async Task Figures_are_those_of_the_days_a_run_is_sent_on(string startAt, string text)
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(1);
        await bench.TemplateAsync("figures", "vi", "{{ if has_least_net }}{{ least_net | money }}{{ else }}-{{ end }}");
        var plan = PlanJson.With("channels[0].template", "\"figures\"");

        await bench.RenderAsync(await bench.LaunchedAsync(PlanJson.With("schedule.startAt", $"\"{startAt}\"", plan)));

        Assert.Equal(text, await bench.ScalarAsync<string>("SELECT body FROM message_texts"));
    }

    [Fact]
    public async Task A_text_that_is_not_the_approved_one_stops_the_run()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(10);
        var runId = await bench.LaunchedAsync();
        await bench.Connection.ExecuteAsync("""
            ALTER TABLE template_versions DISABLE TRIGGER USER; -- by a hand that may do so
            UPDATE template_versions SET body = 'Xin chào';
            ALTER TABLE template_versions ENABLE TRIGGER USER;
            """);

        await bench.RenderAsync(runId);

        Assert.Equal(("stopped", 0), (await bench.ScalarAsync<string>("SELECT state FROM runs"), await MessagesAsync(bench)));
    }

    [Fact]
    public async Task Status_adds_up_at_every_stage()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(30);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET phone = NULL, number_key = NULL WHERE recipient_id <= 4");
        var campaignId = await bench.CreateAsync();
        var status = bench.Services.GetRequiredService<CampaignStatus>();
        var created = await status.ExecuteAsync(campaignId, default);
        Assert.True(created is { Approval: null, Run: null });

        await bench.ApproveAsync(campaignId);
        var runId = (await bench.LaunchAsync(campaignId)).RunId;
        await bench.FreezeAsync(runId);
        var frozen = await status.ExecuteAsync(campaignId, default);
        await bench.RenderAsync(runId);
        var rendered = await status.ExecuteAsync(campaignId, default);

        Assert.Equal((26, 26, "rendering"), (frozen.Run!.Members.Targeted, frozen.Run.Members.Open, frozen.Run.State));
        Assert.Equal(4, frozen.Excluded["no-address"]);
        Assert.Equal((26, 26, "running"), (rendered.Run!.Messages.Targeted, rendered.Run.Members.Open, rendered.Run.State));
        Assert.True(rendered.Run.Members.Adds && rendered.Run.Messages.Adds);
    }

    [Fact]
    public async Task A_message_lost_in_the_middle_is_added_and_no_other()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3000);
        var runId = await bench.LaunchedAsync();
        await bench.RenderAsync(runId);
        await bench.Connection.ExecuteAsync(
            """
            DELETE FROM message_texts WHERE message_no BETWEEN 1001 AND 1500; DELETE FROM messages WHERE message_no BETWEEN 1001 AND 1500;
            DELETE FROM chunks WHERE chunk_no = 3; UPDATE runs SET state = 'rendering'
            """);

        await bench.RenderAsync(runId);

        Assert.Equal(3000, await bench.ScalarAsync<int>("SELECT count(DISTINCT recipient_id) FROM messages"));
        Assert.Equal(500, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE message_no > 3000"));
        Assert.Equal(3000, await bench.ScalarAsync<int>("SELECT sum(last_no - first_no + 1) FROM chunks"));
    }

    [Fact]
    public async Task Two_workers_on_one_run_do_no_more_than_one()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5000);
        var runId = await bench.LaunchedAsync();

        await Task.WhenAll(bench.RenderAsync(runId), bench.RenderAsync(runId), bench.RenderAsync(runId));

        await AssertWholeAsync(bench, runId, 5000);
    }

    [Fact]
    public async Task A_run_beyond_the_tolerance_stops_and_targets_nobody()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(100);
        var runId = await bench.LaunchedAsync();
        await bench.PeopleAsync(6, first: 1000);

        await bench.RenderAsync(runId);

        var (state, reason) = await bench.Connection.QuerySingleAsync<(string, string)>("SELECT state, reason FROM runs");
        Assert.Equal("stopped", state);
        Assert.Equal("audience-beyond-tolerance: 100 approved ± 5 %, now 106", reason);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM audience_members"));
    }

    [Fact]
    public async Task A_paused_run_is_not_rendered_further()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(100);
        var runId = await bench.LaunchedAsync();
        await bench.Connection.ExecuteAsync("UPDATE runs SET state = 'paused'");

        await bench.RenderAsync(runId);

        Assert.Equal(0, await MessagesAsync(bench));
        Assert.Equal("paused", await bench.ScalarAsync<string>("SELECT state FROM runs"));
    }

    [Fact]
    public async Task Whoever_has_no_text_is_skipped_with_the_reason_and_still_counted()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3);
        await bench.TemplateAsync(CampaignBench.Template, "km", new string('ក', 250));
        await bench.Connection.ExecuteAsync("UPDATE recipients SET language = 'km' WHERE recipient_id = 2");
        var runId = await bench.LaunchedAsync();
        await bench.FreezeAsync(runId);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET phone = NULL, number_key = NULL WHERE recipient_id = 3");

        await bench.RenderAsync(runId);

        Assert.Equal([(1L, "pending", null), (2L, "skipped", "too-many-parts"), (3L, "skipped", "no-address")],
            await bench.Connection.QueryAsync<(long, string, string?)>("SELECT recipient_id, status::text, reason FROM messages ORDER BY 1"));
        await AssertWholeAsync(bench, runId, 3);
    }

    [Fact]
    public async Task Nothing_is_ready_before_the_start()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3);
        var runId = await bench.LaunchedAsync(PlanJson.With("schedule.startAt", "\"2026-05-06T08:30\""));

        await bench.RenderAsync(runId);

        Assert.Equal(new DateTime(2026, 5, 6, 1, 30, 0), await bench.ScalarAsync<DateTime>("SELECT ready_at FROM chunks"));
        Assert.Equal(new DateTime(2026, 5, 8, 1, 30, 0), await bench.ScalarAsync<DateTime>("SELECT DISTINCT expires_at FROM messages"));
    }

    private static Task<int> MessagesAsync(CampaignBench bench) => bench.ScalarAsync<int>("SELECT count(*) FROM messages");

    private static async Task AssertWholeAsync(CampaignBench bench, int runId, int targeted)
    {
        var (people, recipients, texts, last, inChunks) = await bench.Connection.QuerySingleAsync<(int, int, int, int, int)>(
            """
            SELECT (SELECT count(*)::int FROM audience_members WHERE run_id = @runId AND excluded IS NULL),
                count(DISTINCT m.recipient_id)::int, count(t.body)::int, max(m.message_no),
                (SELECT count(*)::int FROM chunks c JOIN messages i ON i.run_id = c.run_id AND i.message_no BETWEEN c.first_no AND c.last_no WHERE c.run_id = @runId)
            FROM messages m LEFT JOIN message_texts t USING (run_id, message_no) WHERE m.run_id = @runId
            """, new { runId });
        Assert.Equal((targeted, targeted, targeted, targeted, targeted), (people, recipients, texts, last, inChunks));
    }
}
