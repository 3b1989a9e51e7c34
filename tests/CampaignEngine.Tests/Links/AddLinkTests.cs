using CampaignEngine.Access;
using CampaignEngine.Links;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Links;

public sealed class AddLinkTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_link_leaves_a_trace_and_is_listed_and_closed()
    {
        await using var visits = await Visits.StartAsync(database);
        var link = await visits.AddAsync("https://bhxh.example.gov.vn/tự nguyện".Replace(' ', '-'), "zalo");
        Assert.Equal("https://bhxh.example.gov.vn/t%E1%BB%B1-nguy%E1%BB%87n?utm_source=list&utm_medium=zalo&utm_campaign=thang5", link.Target);
        var list = visits.Services.GetRequiredService<LinkList>();
        Assert.Equal(link, Assert.Single(await list.ExecuteAsync("thang5", default), l => l.LinkId == link.LinkId));
        Assert.Empty(await list.ExecuteAsync("thang6", default));

        var close = visits.Services.GetRequiredService<CloseLink>();
        await close.ExecuteAsync(await Actors.AddAsync(visits.Services, "linker", Role.Manager), link.Code, default);
        Assert.Equal(System.Net.HttpStatusCode.Gone, (await visits.OpenAsync($"/{link.Code}")).StatusCode);
        Assert.Equal(2, await visits.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action IN ('link.add', 'link.close') AND subject = @subject", new { subject = $"{link.LinkId}" }));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_made()
    {
        await using var visits = await Visits.StartAsync(database, ("Links:BaseUrl", "https://short.example.com"));
        var before = await visits.ScalarAsync<long>("SELECT count(*) FROM links");
        var actor = await Actors.AddAsync(visits.Services, "linker", Role.Manager);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => visits.Services.GetRequiredService<AddLink>().ExecuteAsync(
            actor, "https://www.facebook.com/bhxh", new UtmTags("A b", "sms", "thang5"), database.Clock.GetUtcNow(), default));
        Assert.Equal(["link-utm", "link-sms-host", "link-over", "link-host"], refused.Problems.Select(p => p.Code));
        // Long enough to be refused only once its marks stand in it.
        var longest = "https://bhxh.example.gov.vn/" + new string('a', 1970);
        await Assert.ThrowsAsync<RefusedException>(() => visits.Services.GetRequiredService<AddLink>().ExecuteAsync(actor, longest, new UtmTags("list", "zalo", "thang5"), null, default));
        Assert.Equal(before, await visits.ScalarAsync<long>("SELECT count(*) FROM links"));
    }

    [Fact]
    public async Task An_analyst_makes_and_closes_none()
    {
        await using var visits = await Visits.StartAsync(database);
        var analyst = await Actors.AddAsync(visits.Services, "reader", Role.Analyst);
        await Assert.ThrowsAsync<ForbiddenException>(() => visits.Services.GetRequiredService<AddLink>().ExecuteAsync(
            analyst, "https://bhxh.example.gov.vn/", new UtmTags("list", "zalo", "thang5"), null, default));
        await Assert.ThrowsAsync<ForbiddenException>(() => visits.Services.GetRequiredService<CloseLink>().ExecuteAsync(analyst, "abcd234", default));
    }
}
