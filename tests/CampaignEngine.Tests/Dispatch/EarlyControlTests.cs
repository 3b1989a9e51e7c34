using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>Pause, resume and cancel of a run that is not running yet, and starts that come too late.</summary>
public sealed class EarlyControlTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_run_paused_before_it_is_frozen_is_frozen_when_it_is_resumed()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var runId = await bench.LaunchedAsync();
        await PauseAsync(bench, runId);

        await bench.RenderAsync(runId);
        Assert.Equal((RunState.Paused, 0), await NumbersAsync(bench));

        await ResumeAsync(bench, runId);
        Assert.Equal(RunState.Freezing, await bench.ScalarAsync<string>("SELECT state FROM runs"));
        await bench.RenderAsync(runId);
        Assert.Equal((RunState.Running, 5), await NumbersAsync(bench));
    }

    [Fact]
    public async Task A_run_paused_while_it_is_rendered_adds_what_is_missing_when_it_is_resumed()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3000);
        var runId = await bench.LaunchedAsync();
        await bench.FreezeAsync(runId);
        await OneBatchAsync(bench, runId);
        await PauseAsync(bench, runId);

        await OneBatchAsync(bench, runId);
        await bench.RenderAsync(runId);
        Assert.Equal((RunState.Paused, 2000), await NumbersAsync(bench));

        await ResumeAsync(bench, runId);
        await bench.RenderAsync(runId);
        Assert.Equal((RunState.Running, 3000), await NumbersAsync(bench));
        Assert.Equal(3000, await bench.ScalarAsync<int>("SELECT count(DISTINCT recipient_id) FROM messages"));
    }

    [Fact]
    public async Task A_run_cancelled_while_it_is_rendered_writes_nothing_more_and_cancels_what_it_wrote()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3000);
        var runId = await bench.LaunchedAsync();
        await bench.FreezeAsync(runId);
        await OneBatchAsync(bench, runId);

        await bench.Services.GetRequiredService<CancelRun>().ExecuteAsync(bench.Author, runId, default);
        await OneBatchAsync(bench, runId);
        await bench.RenderAsync(runId);

        Assert.Equal((RunState.Cancelled, 2000), await NumbersAsync(bench));
        var standing = await bench.Services.GetRequiredService<RunStatus>().ExecuteAsync(runId, default);
        Assert.Equal((3000, true), (standing.Members.Cancelled, standing.Members.Adds));
    }

    [Fact]
    public async Task A_second_click_on_pause_changes_nothing_and_is_told_so()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var runId = await bench.LaunchedAsync();
        await PauseAsync(bench, runId);
        Assert.Equal("run-state", (await Assert.ThrowsAsync<RefusedException>(() => PauseAsync(bench, runId))).Problems.Single().Code);
        await ResumeAsync(bench, runId);
        Assert.Equal(RunState.Freezing, await bench.ScalarAsync<string>("SELECT state FROM runs"));
    }

    [Fact]
    public async Task A_start_that_comes_after_its_expiry_sends_nothing()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var now = CampaignEngine.Calendar.VietnamTime.Of(database.Clock.GetUtcNow());
        var runId = await bench.LaunchedAsync(PlanJson.With("schedule",
            $$"""{"startAt":"{{now.AddDays(1):yyyy-MM-ddTHH:mm}}","doNotSendAfter":"{{now.AddDays(2):yyyy-MM-ddTHH:mm}}"}"""));
        // No worker until long after; the channel of this bench throws when it is called.
        database.Clock.Advance(TimeSpan.FromDays(3));

        await bench.RenderAsync(runId);
        await bench.Services.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        var pump = bench.Services.GetRequiredService<Pump>();
        while (await pump.StepAsync(Guid.NewGuid(), default)) { }
        await bench.Services.GetRequiredService<Sweep>().ExecuteAsync(default);

        var standing = await bench.Services.GetRequiredService<RunStatus>().ExecuteAsync(runId, default);
        Assert.Equal((RunState.Completed, 5, 5), (standing.State, standing.Members.Targeted, standing.Members.Expired));
    }

    private static async Task OneBatchAsync(CampaignBench bench, int runId)
    {
        var run = await LaunchStore.GetAsync(bench.Connection, runId, default);
        var texts = await bench.Services.GetRequiredService<LoadTexts>().ExecuteAsync(bench.Connection, run, default);
        var batch = bench.Services.GetRequiredService<RenderBatch>();
        if (await batch.DraftAsync(run, texts!, after: run.State == RunState.Rendering ? 0 : 2000, default) is { } next) await batch.StoreAsync(run, next.Drafts, default);
    }

    private static Task PauseAsync(CampaignBench bench, int runId) => bench.Services.GetRequiredService<PauseRun>().ExecuteAsync(bench.Author, runId, default);

    private static Task ResumeAsync(CampaignBench bench, int runId) => bench.Services.GetRequiredService<ResumeRun>().ExecuteAsync(bench.Author, runId, default);

    private static async Task<(string?, int)> NumbersAsync(CampaignBench bench) =>
        (await bench.ScalarAsync<string>("SELECT state FROM runs"), await bench.ScalarAsync<int>("SELECT count(*) FROM messages"));
}
