using CampaignEngine.Access;
using CampaignEngine.Campaigns;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Campaigns;

public sealed class CreateCampaignTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("segments", """["V1", "V99"]""", "unknown-segment", "$.segments[1]")]
    [InlineData("channels[0].channel", "\"pigeon\"", "unknown-channel", "$.channels[0].channel")]
    [InlineData("channels[0].template", "\"june\"", "template-not-approved", "$.channels[0].template")]
    [InlineData("channels[0].template", "\"draft\"", "template-not-approved", "$.channels[0].template")]
    [InlineData("channels[0].template", "\"khmer-only\"", "template-not-approved", "$.channels[0].template")]
    [InlineData("class", "\"ServiceNotice\"", "other-class", "$.channels[0].template")]
    [InlineData("schedule.startAt", "\"2026-05-05T07:59\"", "start-in-past", "$.schedule.startAt")]
    [InlineData("schedule", """{"startAt":"2026-05-06T08:00","doNotSendAfter":"2026-05-06T08:00"}""", "ends-before-start", "$.schedule.doNotSendAfter")]
    [InlineData("schedule", """{"startAt":"2026-05-05T20:30","expireAfterHours":10}""", "window-never-opens", "$.schedule")]
    public async Task What_a_file_names_must_exist_and_be_possible(string path, string json, string code, string where)
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.TemplateAsync("draft", "vi", "Chưa duyệt", approved: false);
        await bench.TemplateAsync("khmer-only", "km", "អត្ថបទ");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.CreateAsync(PlanJson.With(path, json)));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal((code, where), (problem.Code, problem.Where));
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM campaigns"));
    }

    [Fact]
    public async Task Advertising_is_refused_with_the_reason_as_long_as_no_route_may_carry_it()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.TemplateAsync("advert", "vi", "[QC]", messageClass: "Promotion");

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            bench.CreateAsync(PlanJson.With("class", "\"Promotion\"", PlanJson.With("channels[0].template", "\"advert\""))));

        Assert.Equal("promotion-not-possible", Assert.Single(refused.Problems).Code);
    }

    [Fact]
    public async Task All_names_that_do_not_exist_are_told_at_once()
    {
        await using var bench = await CampaignBench.StartAsync(database);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.CreateAsync(
            PlanJson.With("segments", """["A", "B"]""", PlanJson.With("channels[0].template", "\"june\""))));

        Assert.Equal(["$.segments[0]", "$.segments[1]", "$.channels[0].template"], refused.Problems.Select(p => p.Where));
    }

    [Fact]
    public async Task A_campaign_keeps_the_rules_and_the_texts_of_its_day()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var khmer = await bench.TemplateAsync(CampaignBench.Template, "km", "អត្ថបទ");
        var campaignId = await bench.CreateAsync();
        await bench.TemplateAsync(CampaignBench.Template, "vi", "Bản mới", version: 2);

        var campaign = await CampaignStore.GetAsync(bench.Connection, campaignId);

        Assert.Equal(["V1", "V7"], campaign.Pinned.Segments.Select(s => s.Name));
        var versions = Assert.Single(campaign.Pinned.Templates).Versions;
        Assert.Equal([("km", 1), ("vi", 1)], versions.Select(v => (v.Language, v.Version)));
        Assert.Equal(khmer, versions[0].TemplateId);
        Assert.Equal(await bench.ScalarAsync<byte[]>("SELECT plan_hash FROM campaigns"), campaign.PlanHash);
        Assert.Equal("campaign.create", await bench.ScalarAsync<string>("SELECT action FROM audit ORDER BY audit_id DESC LIMIT 1"));
    }

    [Fact]
    public async Task Only_a_manager_creates()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        var analyst = await bench.UserAsync("analyst", Role.Analyst);

        await Assert.ThrowsAsync<ForbiddenException>(() =>
            bench.Services.GetRequiredService<CreateCampaign>().ExecuteAsync(analyst, PlanJson.Good, default));
    }

    [Fact]
    public async Task A_number_nobody_gave_out_is_refused()
    {
        await using var bench = await CampaignBench.StartAsync(database);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => CampaignStore.GetAsync(bench.Connection, 4711));

        Assert.Equal("unknown-campaign", refused.Problems.Single().Code);
    }
}
