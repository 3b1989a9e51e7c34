using System.Net;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Links;

public sealed class ShortLinkTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_code_leads_to_the_address_with_its_marks_and_nothing_keeps_it()
    {
        await using var visits = await Visits.StartAsync(database, ("Links:BaseUrl", ""), ("Webhooks:PublicBaseUrl", "https://bhxh.example.gov.vn/"));
        var link = await visits.AddAsync();
        Assert.Equal($"https://bhxh.example.gov.vn/{link.Code}", link.Address);
        var answer = await visits.OpenAsync($"/{link.Code}");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("https://bhxh.example.gov.vn/tin?id=7&utm_source=list&utm_medium=sms&utm_campaign=thang5#muc", answer.Headers.GetValues("Location").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Found, (await visits.OpenAsync($"/{link.Code.ToUpperInvariant()}.")).StatusCode);
    }

    [Fact]
    public async Task Nothing_that_is_asked_changes_where_a_code_leads()
    {
        await using var visits = await Visits.StartAsync(database);
        var link = await visits.AddAsync();
        foreach (var tail in (string[])["?url=https://evil.example", "?next=//evil.example", "?//evil.example", "#https://evil.example"])
            Assert.Equal(link.Target, (await visits.OpenAsync($"/{link.Code}{tail}")).Headers.GetValues("Location").Single());
        var disguised = await visits.OpenAsync($"/{link.Code}", headers: [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("Referer", "https://evil.example")]);
        Assert.Equal(link.Target, disguised.Headers.GetValues("Location").Single());
        foreach (var path in (string[])["//evil.example", "/https://evil.example", "/%2F%2Fevil.example", "/\\evil.example", $"/{link.Code}/evil.example", $"/{link.Code}@evil.example", $"/{link.Code}%0d%0aLocation:%20x"])
        {
            var answer = await visits.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Location"));
        }
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await visits.OpenAsync($"/{link.Code}", method: HttpMethod.Post)).StatusCode);
    }

    [Fact]
    public async Task An_unknown_code_is_404_with_a_page_in_both_languages()
    {
        await using var visits = await Visits.StartAsync(database);
        foreach (var path in (string[])["/zzzzzzz", "/x", "/zzzzzzz'--"])
        {
            var answer = await visits.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("Không có liên kết này", page);
            Assert.Contains("There is no such link", page);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task A_link_that_is_over_is_410_and_counts_no_more()
    {
        await using var visits = await Visits.StartAsync(database);
        var link = await visits.AddAsync(expires: database.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(HttpStatusCode.Found, (await visits.OpenAsync($"/{link.Code}")).StatusCode);
        database.Clock.Advance(TimeSpan.FromHours(1));
        var answer = await visits.OpenAsync($"/{link.Code}");
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("This link is over", await answer.Content.ReadAsStringAsync());
        Assert.Equal(1, await visits.CountAsync(link, "visit"));
    }

    [Fact]
    public async Task A_host_that_is_taken_off_the_list_is_led_to_no_more()
    {
        CampaignEngine.Links.Link link;
        await using (var visits = await Visits.StartAsync(database)) link = await visits.AddAsync("https://www.facebook.com/bhxh", "facebook");
        await using (var visits = await Visits.StartAsync(database)) Assert.Equal(HttpStatusCode.Found, (await visits.OpenAsync($"/{link.Code}")).StatusCode);
        await using var without = await Visits.StartAsync(database, ("Links:AllowedHosts", "bhxh.example.gov.vn"));
        Assert.Equal(HttpStatusCode.Gone, (await without.OpenAsync($"/{link.Code}")).StatusCode);
    }

    [Fact]
    public async Task A_row_that_somebody_changed_in_the_table_leads_nowhere_else()
    {
        await using var visits = await Visits.StartAsync(database);
        var link = await visits.AddAsync();
        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE links SET target = 'https://bhxh.example.gov.vn@evil.example/' WHERE link_id = @LinkId", new { link.LinkId });
        Assert.Equal(HttpStatusCode.Gone, (await visits.OpenAsync($"/{link.Code}")).StatusCode);
    }

    [Fact]
    public async Task Clicks_at_once_are_counted_exactly_and_programs_apart()
    {
        await using var visits = await Visits.StartAsync(database);
        await using var second = await Visits.StartAsync(database);
        CampaignEngine.Links.Link[] links = [await visits.AddAsync(), await visits.AddAsync()];
        await Task.WhenAll(Enumerable.Range(0, 400).Select(async i => Assert.Equal(HttpStatusCode.Found,
            (await (i % 3 == 0 ? second : visits).OpenAsync($"/{links[i % 2].Code}", i % 4 == 3 ? "facebookexternalhit/1.1" : Visits.Browser)).StatusCode)));
        Assert.Equal((200, 0), (await visits.CountAsync(links[0], "visit"), await visits.CountAsync(links[0], "preview")));
        Assert.Equal((100, 100), (await visits.CountAsync(links[1], "visit"), await visits.CountAsync(links[1], "preview")));
    }

    [Fact]
    public async Task What_looks_ahead_is_no_visit_and_days_are_Vietnams()
    {
        await using var visits = await Visits.StartAsync(database);
        var link = await visits.AddAsync();
        await visits.OpenAsync($"/{link.Code}", method: HttpMethod.Head);
        await visits.OpenAsync($"/{link.Code}", userAgent: null);
        await visits.OpenAsync($"/{link.Code}", headers: [("Sec-Purpose", "prefetch;prerender")]);
        Assert.Equal((0, 3), (await visits.CountAsync(link, "visit"), await visits.CountAsync(link, "preview")));
        database.Clock.SetUtcNow(new DateTimeOffset(2031, 1, 1, 17, 30, 0, TimeSpan.Zero));
        await visits.OpenAsync($"/{link.Code}");
        Assert.Equal(new DateTime(2031, 1, 2), await visits.ScalarAsync<DateTime>("SELECT on_day FROM link_clicks WHERE link_id = @LinkId AND kind = 'visit'", new { link.LinkId }));
    }

    [Fact]
    public async Task The_tables_have_no_place_for_anything_of_a_visitor()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(["count", "kind", "link_id", "on_day"], await connection.QueryAsync<string>(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'link_clicks' ORDER BY 1"));
    }
}
