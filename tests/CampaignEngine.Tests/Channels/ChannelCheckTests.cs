using CampaignEngine.Channels;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Publications;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels;

/// <summary>What "channel check" says of each answer; Zalo's stands in its own tests, a real Kannel's in KannelRunTests.</summary>
public sealed class ChannelCheckTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(200, """{"Balance":36693,"CodeResponse":"100","UserID":9999}""", "Good 36693")]
    [InlineData(200, """{"Balance":"36693","CodeResponse":"100"}""", "Good 36693")]
    [InlineData(200, """{"Balance":0,"CodeResponse":"100"}""", "Warning used up")]
    [InlineData(200, """{"Balance":0,"CodeResponse":"101","ErrorMessage":"Authorize Failed"}""", "Bad (101): see Esms:ApiKey")]
    [InlineData(200, """{"CodeResponse":"100"}""", "Bad cannot be read")]
    [InlineData(200, "<html>", "Bad cannot be read")]
    [InlineData(503, "{}", "Bad http-503")]
    public async Task eSMS_is_asked_for_its_balance(int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        AssertLine(expected, Assert.Single(await CheckAsync("esms", EsmsUnderTest.Settings(server.Address))));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /MainService.svc/json/GetBalance_json HTTP/1.1", request);
        Assert.EndsWith("""{"ApiKey":"key","SecretKey":"secret-key"}""", request);
    }

    [Theory]
    [InlineData(200, "<gateway><status>running, uptime 1d</status><sms><sent><total>3</total><queued>2</queued></sent></sms><smscs><smsc><id>viettel</id><status>online 5s</status><queued>1</queued></smsc></smscs></gateway>",
        "Good running, 2 messages", "Good online, 1")]
    [InlineData(200, "<gateway><status>running</status><smscs><smsc><id>viettel</id><status>re-connecting</status></smsc></smscs></gateway>", "Good running", "Bad re-connecting")]
    [InlineData(200, "<gateway><status>isolated, uptime 1d</status></gateway>", "Bad isolated")]
    [InlineData(200, "Denied", "Bad Kannel:StatusPassword")]
    [InlineData(404, "", "Bad http-404")]
    public async Task Kannel_is_asked_for_its_state(int status, string body, params string[] expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        var settings = KannelUnderTest.Settings("http://127.0.0.1:1");
        (settings["Kannel:StatusUrl"], settings["Kannel:StatusPassword"]) = (server.Address, "status");
        var lines = await CheckAsync("kannel", settings);
        Assert.Equal(expected.Length, lines.Count);
        foreach (var (word, line) in expected.Zip(lines)) AssertLine(word, line);
        Assert.StartsWith("GET /status.xml?password=status HTTP/1.1", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task A_Kannel_that_may_not_be_asked_is_told_as_such() =>
        AssertLine("Warning set Kannel:StatusUrl", Assert.Single(await CheckAsync("kannel", KannelUnderTest.Settings("http://127.0.0.1:1"))));

    [Theory]
    [InlineData(200, """{"id":"100","name":"BHXH Việt Nam"}""", "Good takes the page BHXH Việt Nam")]
    [InlineData(400, """{"error":{"code":190,"message":"expired"}}""", "Bad (190): get a new token")]
    [InlineData(500, "<html>", "Bad http-500")]
    public async Task Facebook_is_asked_for_the_page(int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        var settings = PageUnderTest.Settings(server.Address);
        Assert.Equal(["page-token", "app-secret"], (await CheckAsync("facebook", settings)).Where(l => l.State == CheckState.Bad).Select(l => l.Subject));
        Assert.Empty(server.Requests);
        await using (var services = database.Services(settings)) await services.EnterAsync("access-token-demo", "app-secret-demo");
        AssertLine(expected, (await CheckAsync("facebook", settings)).Single(l => l.Subject == "page"));
        Assert.DoesNotContain("access-token-demo", Assert.Single(server.Requests).Split("\r\n")[0]);
        await using (var services = database.Services(settings)) await services.ForgetAsync();
    }

    private async Task<IReadOnlyList<CheckLine>> CheckAsync(string provider, Dictionary<string, string?> settings)
    {
        await using var services = database.Services(settings);
        return await services.CheckOf(provider).ExecuteAsync(default);
    }

    private static void AssertLine(string expected, CheckLine line)
    {
        var (state, words) = (expected[..expected.IndexOf(' ')], expected[(expected.IndexOf(' ') + 1)..]);
        Assert.Equal(state, $"{line.State}");
        Assert.Contains(words, line.En);
        Assert.NotEqual(line.Vi, line.En);
    }
}
