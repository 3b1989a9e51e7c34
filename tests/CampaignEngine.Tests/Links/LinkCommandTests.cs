using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Links;

/// <summary>The command line as a person uses it.</summary>
public sealed class LinkCommandTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_link_is_made_listed_and_reported_and_a_bad_one_refused()
    {
        await using var services = database.Services();
        var token = await services.GetRequiredService<Users>().AddAsync(null, "root", [Role.Administrator], default);
        using var home = new HomeFolderForTest();
        Task<CampaignEnd> RunAsync(params string[] arguments) => CampaignProcess.RunAsync(home.Path, ["links", .. arguments],
            ("ConnectionStrings__Main", database.ConnectionString), ("CAMPAIGN_TOKEN", token), ("Links__BaseUrl", "https://baohiemxahoi.gov.vn"));

        var added = await RunAsync("add", "https://baohiemxahoi.gov.vn/tin", "--medium", "sms", "--source", "list", "--campaign", "thang5", "--json");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        var link = JsonDocument.Parse(added.Output).RootElement;
        Assert.Matches("^https://baohiemxahoi.gov.vn/[2-9a-z]{7}$", link.GetProperty("address").GetString());

        var refused = await RunAsync("add", "https://evil.example/", "--medium", "sms", "--source", "list", "--campaign", "thang5");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("[link-host]", refused.Errors);
        Assert.Contains("Tên miền evil.example không có trong", refused.Errors);

        await using var connection = await database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            INSERT INTO link_clicks (link_id, on_day, kind, count)
            VALUES (@id, '2026-05-01', 'visit', 1200), (@id, '2026-05-01', 'preview', 30), (@id, '2026-05-02', 'visit', 5), (@id, '2026-06-01', 'visit', 7)
            """, new { id = link.GetProperty("linkId").GetInt32() });
        string[] may = ["report", "--from", "2026-05-01", "--to", "2026-05-31"];
        var report = await RunAsync([.. may, "--csv", Path.Combine(home.Path, "clicks.csv"), "--json"]);
        var rows = JsonDocument.Parse(report.Output).RootElement.GetProperty("rows");
        Assert.Equal([1200, 5], rows.EnumerateArray().Select(r => r.GetProperty("visits").GetInt32()));
        var csv = await File.ReadAllLinesAsync(Path.Combine(home.Path, "clicks.csv"));
        Assert.Equal("link,code,campaign,medium,source,content,day,visits,previews", csv[0]);
        Assert.EndsWith(",thang5,sms,list,,2026-05-01,1200,30", csv[1]);
        Assert.Contains("1.205", (await RunAsync(may)).Output);
        Assert.Contains(link.GetProperty("code").GetString()!, (await RunAsync("list")).Output);
        Assert.Equal((0, "1\n"), await AddSiteAsync());

        async Task<(int, string)> AddSiteAsync()
        {
            var end = await RunAsync("site", "add", "Cổng", "--kind", "portal", "--address", "https://baohiemxahoi.gov.vn", "--unit", "BHXH Việt Nam");
            return (end.ExitCode, end.Output);
        }
    }
}
