using CampaignEngine.Access;
using CampaignEngine.Links;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Links;

public sealed class SiteTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 5, 5);
    private ServiceProvider services = null!;
    private Actor actor = null!;

    public async ValueTask InitializeAsync()
    {
        services = database.Services();
        actor = await Actors.AddAsync(services, "editor", Role.Operator);
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE sites, site_sightings");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task A_page_and_its_portal_link_both_ways_once_a_person_has_seen_it_and_not_for_ever()
    {
        var portal = await AddAsync("Cổng", "portal", "https://bhxh.example.gov.vn/");
        var page = await AddAsync("Trang", "facebook", "https://www.facebook.com/bhxh");
        Assert.Equal((SiteLinkState.NeverSeen, SiteLinkState.NeverSeen, false), await PairAsync());
        await ConfirmAsync(portal, page);
        Assert.Equal((SiteLinkState.Linked, SiteLinkState.NeverSeen, false), await PairAsync());
        await ConfirmAsync(page, portal, on: Today.AddDays(-10));
        Assert.Equal((SiteLinkState.Linked, SiteLinkState.Linked, true), await PairAsync());
        await ConfirmAsync(page, portal, linked: false);
        Assert.Equal((SiteLinkState.Linked, SiteLinkState.Missing, false), await PairAsync());
        await ConfirmAsync(page, portal);
        Assert.Equal((SiteLinkState.Old, SiteLinkState.Old, false), await PairAsync(since: Today.AddDays(1)));
        // Said later about an earlier day: the later day's word stands.
        await ConfirmAsync(page, portal, linked: false, on: Today.AddDays(-3));
        Assert.True((await PairAsync()).Item3);

        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(5, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'site.confirm'"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync("UPDATE site_sightings SET linked = true"));
    }

    [Fact]
    public async Task A_page_goes_with_its_provinces_portal_else_the_national_one_else_it_lacks_one()
    {
        var local = await AddAsync("Trang tỉnh", "zalo", "https://zalo.me/1", province: "79");
        Assert.Null(Assert.Single(await CheckAsync()).Portal);
        var national = await AddAsync("Cổng", "portal", "https://bhxh.example.gov.vn/");
        Assert.Equal(national.SiteId, Assert.Single(await CheckAsync()).Portal?.SiteId);
        var own = await AddAsync("Cổng tỉnh", "portal", "https://hcm.example.gov.vn/", province: "79");
        Assert.Equal(own.SiteId, Assert.Single(await CheckAsync()).Portal?.SiteId);

        await services.GetRequiredService<CloseSite>().ExecuteAsync(actor, own.SiteId, Today, default);
        Assert.Equal(national.SiteId, Assert.Single(await CheckAsync()).Portal?.SiteId);
        await Assert.ThrowsAsync<RefusedException>(() => ConfirmAsync(local, own));
        await services.GetRequiredService<CloseSite>().ExecuteAsync(actor, local.SiteId, Today, default);
        Assert.Empty(await CheckAsync());
        var list = services.GetRequiredService<SiteStore>();
        Assert.Equal((1, 3), ((await list.ListAsync(false, default)).Count, (await list.ListAsync(true, default)).Count));
        // The address is free again.
        await AddAsync("Cổng tỉnh mới", "portal", "https://hcm.example.gov.vn/", province: "79");
    }

    [Fact]
    public async Task What_is_no_page_of_ours_is_refused_with_every_reason()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => AddAsync(" ", "myspace", "http://bhxh.example.gov.vn/", province: "00"));
        Assert.Equal(["site-kind", "link-scheme", "site-owner", "unknown-province"], refused.Problems.Select(p => p.Code));
        var portal = await AddAsync("Cổng", "portal", "https://bhxh.example.gov.vn");
        Assert.Equal("site-exists", Code(await Assert.ThrowsAsync<RefusedException>(() => AddAsync("Cổng", "portal", "https://BHXH.example.gov.vn/"))));
        Assert.Equal("site-itself", Code(await Assert.ThrowsAsync<RefusedException>(() => ConfirmAsync(portal, portal))));
        Assert.Equal("unknown-site", Code(await Assert.ThrowsAsync<RefusedException>(() => ConfirmAsync(portal, portal with { SiteId = 99_999 }))));
        Assert.Equal("site-dates", Code(await Assert.ThrowsAsync<RefusedException>(() => services.GetRequiredService<CloseSite>().ExecuteAsync(actor, portal.SiteId, Today.AddDays(-1), default))));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await services.GetRequiredService<AddSite>().ExecuteAsync(await Actors.AddAsync(services, "analyst", Role.Analyst), portal, default));
    }

    private static string Code(RefusedException refused) => Assert.Single(refused.Problems).Code;

    private Task<Site> AddAsync(string name, string kind, string address, string? province = null) =>
        services.GetRequiredService<AddSite>().ExecuteAsync(actor, new Site(0, name, kind, address, "BHXH", province, Today, null), default);

    private Task ConfirmAsync(Site from, Site to, bool linked = true, DateOnly? on = null) =>
        services.GetRequiredService<ConfirmSiteLink>().ExecuteAsync(actor, from.SiteId, to.SiteId, linked, on ?? Today, default);

    private Task<IReadOnlyList<SitePair>> CheckAsync(DateOnly? since = null) => services.GetRequiredService<SiteCheck>().ExecuteAsync(since ?? Today.AddDays(-180), default);

    private async Task<(SiteLinkState?, SiteLinkState?, bool)> PairAsync(DateOnly? since = null)
    {
        var pair = Assert.Single(await CheckAsync(since));
        return (pair.PortalToPage?.State, pair.PageToPortal?.State, pair.BothWays);
    }
}
