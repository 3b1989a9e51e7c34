using CampaignEngine.Access;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Dispatch;

public sealed class LaunchCampaignTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_launch_records_one_run_and_no_more_however_often_it_is_asked()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var campaignId = await bench.CreateAsync();
        await bench.ApproveAsync(campaignId);

        var launches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.LaunchAsync(campaignId)));
        var later = await bench.LaunchAsync(campaignId);

        Assert.Single(launches, l => !l.AlreadyLaunched);
        Assert.Single(launches.Append(later).Select(l => l.RunId).Distinct());
        Assert.True(later.AlreadyLaunched);
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM runs WHERE state = 'freezing'"));
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'campaign.launch' AND subject = @s", new { s = $"campaign {campaignId}" }));
    }

    [Fact]
    public async Task Only_what_was_approved_is_launched()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var campaignId = await bench.CreateAsync();
        await RefusedAsync("not-approved", () => bench.LaunchAsync(campaignId));

        await bench.ApproveAsync(campaignId);
        await bench.Connection.ExecuteAsync("UPDATE campaigns SET plan = jsonb_set(plan, '{file,limits,maxParts}', '9')");

        await RefusedAsync("not-approved", () => bench.LaunchAsync(campaignId));
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM runs"));
    }

    [Fact]
    public async Task Nothing_is_launched_after_its_last_moment()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        // The shared clock stands at 08:00 on 5 May and is not moved: the plan in the table is made older, with an approval of its own.
        var campaignId = await bench.CreateAsync(PlanJson.With("schedule", """{"startAt":"now","doNotSendAfter":"2026-05-06T20:00"}"""));
        await bench.Connection.ExecuteAsync("""UPDATE campaigns SET plan = jsonb_set(plan, '{file,schedule,doNotSendAfter}', '"2026-05-04T20:00"')""");

        await RefusedAsync("too-late", () => bench.ApproveAsync(campaignId));
        await RefusedAsync("too-late", () => bench.LaunchAsync(campaignId));
    }

    [Theory]
    [InlineData("Live", null, false)]
    [InlineData("Live", "HS-2026-01", true)]
    [InlineData("Test", null, true)]
    public async Task Real_people_are_written_to_over_a_foreign_route_only_with_a_transfer_dossier(string mode, string? dossier, bool launched)
    {
        await using var bench = await CampaignBench.StartAsync(database, mode, dossier);
        await bench.PeopleAsync(5);
        var campaignId = await bench.CreateAsync();
        await bench.ApproveAsync(campaignId);

        if (launched) Assert.False((await bench.LaunchAsync(campaignId)).AlreadyLaunched);
        else await RefusedAsync("no-transfer-dossier", () => bench.LaunchAsync(campaignId));
    }

    [Fact]
    public async Task A_run_carries_the_hours_and_the_rate_of_its_campaign()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var window = PlanJson.With("schedule.sendingWindow", """{"from":"09:00","to":"17:30"}""");

        await bench.LaunchedAsync(PlanJson.With("limits.partsPerSecond", "7", window));

        Assert.Equal((new TimeSpan(9, 0, 0), new TimeSpan(17, 30, 0), 7),
            await bench.Connection.QuerySingleAsync<(TimeSpan, TimeSpan, int)>("SELECT window_from, window_to, parts_per_second FROM runs"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(830, true)]
    public async Task A_campaign_with_a_budget_needs_the_price_of_a_part(int? price, bool launched)
    {
        await using var bench = await CampaignBench.StartAsync(database, dongPerPart: price);
        await bench.PeopleAsync(5);
        var campaignId = await bench.CreateAsync(PlanJson.With("limits.budgetDong", "8300000000"));
        await bench.ApproveAsync(campaignId);

        if (!launched) await RefusedAsync("no-price", () => bench.LaunchAsync(campaignId));
        else Assert.Equal(8_300_000_000, await bench.ScalarAsync<long>("SELECT budget_dong FROM run_budgets WHERE run_id = @RunId", await bench.LaunchAsync(campaignId)));
    }

    [Fact]
    public async Task An_analyst_launches_nothing()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var campaignId = await bench.CreateAsync();

        await Assert.ThrowsAsync<ForbiddenException>(async () => await bench.LaunchAsync(campaignId, await bench.UserAsync("analyst", Role.Analyst)));
    }

    private static async Task RefusedAsync(string code, Func<Task> act) =>
        Assert.Contains(code, (await Assert.ThrowsAsync<RefusedException>(act)).Problems.Select(p => p.Code));
}
