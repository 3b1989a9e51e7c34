using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Host.Web;
using CampaignEngine.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Web;

/// <summary>The host's web side as `serve` starts it, on a real port.</summary>
public sealed class ApiTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private WebApplication app = null!;
    private HttpClient http = null!;
    private string root = "";

    public async ValueTask InitializeAsync()
    {
        app = await EngineWeb.StartAsync(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Main"] = database.ConnectionString,
            ["Engine:Mode"] = "Test",
            ["Web:Url"] = "http://127.0.0.1:0",
        }).Build(), worker: true, prepare: null, default);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var users = app.Services.GetRequiredService<Users>();
        root = await users.AddAsync((await users.ListAsync(default)).Select(u => new Actor(u.UserId, u.Name, u.Roles)).FirstOrDefault(),
            $"root{Guid.NewGuid():N}"[..12], [Role.Administrator], default);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/api/v1/runs")]
    [InlineData("GET", "/api/v1/runs/1")]
    [InlineData("GET", "/api/v1/reach")]
    [InlineData("POST", "/api/v1/campaigns")]
    [InlineData("POST", "/api/v1/campaigns/1/approve")]
    [InlineData("POST", "/api/v1/campaigns/1/launch")]
    [InlineData("POST", "/api/v1/runs/1/pause")]
    [InlineData("POST", "/api/v1/runs/1/resume")]
    [InlineData("POST", "/api/v1/runs/1/cancel")]
    public async Task Nobody_without_a_known_token_gets_in(string method, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(method, path, token: null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(method, path, "ce_guess")).StatusCode);
    }

    [Fact]
    public async Task A_role_that_is_missing_is_forbidden_and_a_wrong_file_is_refused_with_every_problem()
    {
        var users = app.Services.GetRequiredService<Users>();
        var analyst = await users.AddAsync(await users.FindByTokenAsync(root, default), $"an{Guid.NewGuid():N}"[..12], [Role.Analyst], default);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("POST", "/api/v1/campaigns", analyst, "{}")).StatusCode);

        var refused = await SendAsync("POST", "/api/v1/campaigns", root, """{ "title": 1 }""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problems = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("problems");
        Assert.Contains(problems.EnumerateArray(), p => p.GetProperty("where").GetString() == "$.title");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("GET", "/api/v1/runs/999", root)).StatusCode);
    }

    [Fact]
    public async Task The_status_page_the_description_and_reach_answer()
    {
        var page = await http.GetAsync("/");
        Assert.Contains("Chưa có lần chạy nào", await page.Content.ReadAsStringAsync());
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("/api/v1/runs", await http.GetStringAsync("/api/openapi.json"));
        var reach = await SendAsync("GET", "/api/v1/reach?year=2025&by=province", root);
        Assert.Contains("\"targetPercent\":35", await reach.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync("GET", "/api/v1/reach?by=age", root)).StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? token, string? body = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request);
    }
}
