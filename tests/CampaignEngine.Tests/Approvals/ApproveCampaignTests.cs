using CampaignEngine.Access;
using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Approvals;

public sealed class ApproveCampaignTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_approval_pins_the_plan_the_expected_count_and_the_tolerance()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(40);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET phone = NULL, number_key = NULL WHERE recipient_id <= 3");
        var campaignId = await bench.CreateAsync();

        var (approval, audience) = await bench.ApproveAsync(campaignId);

        Assert.Equal((37, 5, bench.Approver.UserId), (approval.ExpectedCount, approval.TolerancePercent, approval.UserId));
        Assert.Equal((40, 3), (audience.Matched, audience.Excluded["no-address"]));
        Assert.Equal("campaign.approve", await bench.ScalarAsync<string>("SELECT action FROM audit ORDER BY audit_id DESC LIMIT 1"));
    }

    [Fact]
    public async Task Nobody_approves_their_own_not_even_an_administrator()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(5);
        var campaignId = await bench.CreateAsync();

        var self = bench.Author with { Roles = [Role.Administrator] };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.ApproveAsync(campaignId, self));

        Assert.Equal("own-campaign", refused.Problems.Single().Code);
    }

    [Fact]
    public async Task It_needs_the_role()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var campaignId = await bench.CreateAsync();

        await Assert.ThrowsAsync<ForbiddenException>(async () => await bench.ApproveAsync(campaignId, await bench.UserAsync("operator", Role.Operator)));
    }

    [Fact]
    public async Task A_second_approval_changes_nothing()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(10);
        var campaignId = await bench.CreateAsync();
        var (first, _) = await bench.ApproveAsync(campaignId);
        await bench.PeopleAsync(10, first: 100);

        var (second, audience) = await bench.ApproveAsync(campaignId);

        Assert.Equal(first, second);
        Assert.Equal(20, audience.Targeted);
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM approvals"));
    }

    [Fact]
    public async Task A_campaign_that_reaches_nobody_is_not_approved()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var campaignId = await bench.CreateAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.ApproveAsync(campaignId));

        Assert.Equal("nobody-to-reach", refused.Problems.Single().Code);
    }

    [Fact]
    public async Task Nor_one_that_reaches_more_than_its_limit()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(10);
        var campaignId = await bench.CreateAsync(PlanJson.With("limits.maxMessages", "9"));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.ApproveAsync(campaignId));

        Assert.Equal("too-many", refused.Problems.Single().Code);
    }

    [Fact]
    public async Task A_plan_changed_in_the_table_has_no_approval()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(10);
        var campaignId = await bench.CreateAsync();
        await bench.ApproveAsync(campaignId);
        await bench.Connection.ExecuteAsync("UPDATE campaigns SET plan = jsonb_set(plan, '{file,limits,maxParts}', '9')");

        var campaign = await CampaignStore.GetAsync(bench.Connection, campaignId);

        Assert.Null(await ApprovalStore.FindAsync(bench.Connection, campaign, default));
    }

    [Theory]
    [InlineData(100, 5, 105, true)]
    [InlineData(100, 5, 106, false)]
    [InlineData(100, 5, 95, true)]
    [InlineData(100, 5, 94, false)]
    [InlineData(7, 0, 7, true)]
    [InlineData(7, 0, 8, false)]
    [InlineData(3, 50, 0, false)]
    public void The_tolerance_is_a_share_of_the_expected_count(int expected, int tolerance, int targeted, bool allowed) =>
        Assert.Equal(allowed, new Approval(1, expected, tolerance, 1).Allows(targeted));
}
