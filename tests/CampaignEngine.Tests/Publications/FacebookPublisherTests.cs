using System.Net;
using System.Net.Sockets;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Facebook;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Publications;

public sealed class FacebookPublisherTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Accepting = """{"id":"100_7"}""";
    private static readonly OutgoingPost Post = new("Tháng BHXH toàn dân\nGọi 1900 9068", "https://vss.gov.vn/thang-5");

    private static readonly Dictionary<string, SenderCase> All = OfAll(Accepting).Concat(
    [
        new("accepted", Answer(200, Accepting), new Accepted("100_7")),
        new("rejected: text", Error(100), new Rejected(RejectionKind.Content, "100")),
        new("rejected: unknown code", Error(12345), new Rejected(RejectionKind.Content, "12345")),
        new("rejected: token", Error(190), new Rejected(RejectionKind.Configuration, "190")),
        new("rejected: permission", Error(200), new Rejected(RejectionKind.Configuration, "200")),
        new("rejected: blocked", Error(368), new Rejected(RejectionKind.Configuration, "368")),
        new("rejected: not Facebook's words", Answer(403, "<html>"), new Rejected(RejectionKind.Configuration, "http-403")),
        new("throttled: app", Error(4), new Throttled(TimeSpan.FromSeconds(1), "4")),
        new("throttled: page", Error(32), new Throttled(TimeSpan.FromSeconds(1), "32")),
        new("throttled: use case", Error(80_002), new Throttled(TimeSpan.FromMinutes(1), "80002")),
        new("unknown", Error(1), new InDoubt("1")),
        new("unavailable", Answer(500, """{"error":{"message":"m","code":2}}"""), new InDoubt("2")),
        new("there already", Error(506), new InDoubt("506")),
        new("malformed: not JSON", Answer(200, "OK"), new InDoubt("malformed-answer")),
        new("malformed: no id", Answer(200, """{"success":true}"""), new InDoubt("malformed-answer")),
        new("malformed: cut off", Answer(200, """{"id":"1"""), new InDoubt("malformed-answer")),
    ]).ToDictionary(c => c.Name);

    public static TheoryData<string> Cases => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_answer_has_its_outcome_and_is_asked_for_once(string name)
    {
        await using var server = new LoopbackServer(All[name].Behave);
        Assert.Equal(All[name].Expected, await PublishAsync(server.Address, impatient: All[name].Expected is InDoubt { Code: "timeout" }));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_surely_not_published()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"http://{closed.LocalEndpoint}";
        closed.Stop();
        Assert.Equal(new Unavailable("http-ConnectionError"), await PublishAsync(address));
    }

    [Fact]
    public async Task Without_its_secrets_nothing_is_called()
    {
        await using var server = new LoopbackServer(All["accepted"].Behave);
        await using var services = await ServicesAsync(server.Address, enter: false);
        Assert.Equal(new Rejected(RejectionKind.Configuration, "no-credential"), await services.GetRequiredService<FacebookPublisher>().PublishAsync(Post, default));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_request_carries_text_link_and_the_proof_of_the_secret()
    {
        // The published vector: key and token of the Graph API's own kind.
        Assert.Equal("bd3f6010e44b67c2c4762c8713a0768dfad1c2f337cc51e40a096ae4b281211e", FacebookSecrets.Proof("app-secret-demo", "access-token-demo"));
        await using var server = new LoopbackServer(All["accepted"].Behave);
        await PublishAsync(server.Address);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v26.0/100/feed HTTP/1.1", request);
        var form = FormBody.Parse(System.Text.Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n") + 4)..]));
        Assert.Equal((Post.Text, Post.Link, "true", "access-token-demo", FacebookSecrets.Proof("app-secret-demo", "access-token-demo")),
            (form["message"], form["link"], form["published"], form["access_token"], form["appsecret_proof"]));
    }

    [Fact]
    public async Task Used_up_calls_hold_the_next_post_back()
    {
        await using var server = new LoopbackServer(Answer(200, Accepting, "X-App-Usage: {\"call_count\":12,\"total_time\":91,\"total_cputime\":3}\r\n"));
        await using var services = await ServicesAsync(server.Address);
        var publisher = services.GetRequiredService<FacebookPublisher>();
        Assert.IsType<Accepted>(await publisher.PublishAsync(Post, default));
        Assert.Equal(new QuotaUntil(database.Clock.GetUtcNow().AddMinutes(15), "usage-91"), await publisher.PublishAsync(Post, default));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"data":[{"id":"1_1","message":"Khác"},{"id":"1_2","message":"Tháng BHXH  toàn dân\r\nGọi 1900 9068","permalink_url":"https://www.facebook.com/1_2"}]}""", "there 1_2 https://www.facebook.com/1_2")]
    [InlineData(200, """{"data":[{"id":"1_1","message":"Tháng BHXH toàn dân. Gọi 1900 9069"}]}""", "not there")]
    [InlineData(200, """{"data":[]}""", "not there")]
    [InlineData(200, """{"no":"data"}""", "unanswered malformed-answer")]
    [InlineData(200, "<html>", "unanswered http-200")]
    [InlineData(500, "{}", "unanswered http-500")]
    public async Task A_post_is_looked_for_by_its_words(int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        await using var services = await ServicesAsync(server.Address);
        Assert.Equal(expected, await services.GetRequiredService<IPublisher>().FindAsync(Post, TimeProvider.System.GetUtcNow(), default) switch
        {
            PostThere there => $"there {there.ProviderId} {there.Url}",
            PostNotThere => "not there",
            PostUnanswered unanswered => $"unanswered {unanswered.Code}",
            var other => other.ToString(),
        });
        // The token stands in no address.
        Assert.DoesNotContain("access-token-demo", Assert.Single(server.Requests).Split("\r\n")[0]);
    }

    [Theory]
    [InlineData(200, """{"data":[{"name":"m","values":[{"value":3},{"value":41}]}]}""", "41")]
    [InlineData(400, """{"error":{"code":100,"message":"m"}}""", "retired")]
    [InlineData(400, """{"error":{"code":32,"message":"m"}}""", "not measured 32")]
    [InlineData(200, """{"data":[]}""", "not measured http-200")]
    public async Task A_figure_is_read_and_a_retired_one_told_apart(int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        await using var services = await ServicesAsync(server.Address);
        Assert.Equal(expected, await services.GetRequiredService<IPublisher>().MeasureAsync("1_2", "m", default) switch
        {
            Measured measured => $"{measured.Value}",
            MetricRetired => "retired",
            NotMeasured not => $"not measured {not.Code}",
            var other => other.ToString(),
        });
    }

    private async Task<SendOutcome> PublishAsync(string address, bool impatient = false)
    {
        await using var services = await ServicesAsync(address, impatient: impatient);
        return await services.GetRequiredService<FacebookPublisher>().PublishAsync(Post, default);
    }

    private async Task<ServiceProvider> ServicesAsync(string address, bool enter = true, bool impatient = false)
    {
        var settings = PageUnderTest.Settings(address);
        var services = database.Services(impatient ? settings.Impatient() : settings);
        if (enter) await services.EnterAsync("access-token-demo", "app-secret-demo");
        else await services.ForgetAsync();
        return services;
    }

    private static Func<ServerCall, Task> Error(int code) => Answer(400, $$"""{"error":{"message":"m","type":"OAuthException","code":{{code}},"fbtrace_id":"x"} }""");
}
