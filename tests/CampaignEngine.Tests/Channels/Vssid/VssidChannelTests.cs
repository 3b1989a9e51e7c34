using System.Text;
using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Vssid;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Channels.Vssid;

public sealed class VssidChannelTests(VssidUnderTest vssid) : SenderContract(vssid.Database), IClassFixture<VssidUnderTest>
{
    private static readonly string Taken = Result("taken");

    private static readonly Dictionary<string, SenderCase> All = OfAll(Taken).Concat(
    [
        new("accepted", Answer(200, Taken), new Accepted("7-42-3")),
        new("known already", Answer(200, Result("known")), new Accepted("7-42-3")),
        new("rejected: no account", Answer(200, Result("no-account")), new Rejected(RejectionKind.Absent, "no-account")),
        new("rejected: app removed", Answer(200, Result("app-removed")), new Rejected(RejectionKind.Absent, "app-removed")),
        new("rejected: opted out", Answer(200, Result("refused")), new Rejected(RejectionKind.Recipient, "refused", Suppress: true)),
        new("rejected: text", Answer(200, Result("invalid")), new Rejected(RejectionKind.Content, "invalid")),
        new("rejected: signature", Answer(401, ""), new Rejected(RejectionKind.Configuration, "http-401")),
        new("rejected: address", Answer(404, ""), new Rejected(RejectionKind.Configuration, "http-404")),
        new("rejected: the whole form", Answer(400, ""), new Rejected(RejectionKind.Content, "http-400")),
        new("throttled: busy", Answer(200, Result("busy")), new Throttled(TimeSpan.FromMinutes(1), "busy")),
        new("unknown word", Answer(200, Result("perhaps")), new InDoubt("unknown-perhaps")),
        new("malformed: no result for it", Answer(200, """{"version":1,"results":[]}"""), new InDoubt("no-result")),
        new("malformed: not JSON", Answer(200, "OK"), new InDoubt("malformed-answer")),
        new("malformed: no results", Answer(200, """{"version":1}"""), new InDoubt("malformed-answer")),
        new("malformed: another version", Answer(200, Taken.Replace("1,", "2,")), new InDoubt("malformed-answer")),
        new("malformed: two results for it", Answer(200, """{"version":1,"results":[{"id":"7-42-3","result":"no-account"},{"id":"7-42-3","result":"taken"}]}"""), new InDoubt("malformed-answer")),
        new("malformed: cut off", Answer(200, Taken[..^3]), new InDoubt("malformed-answer")),
    ]).ToDictionary(c => c.Name);

    public static TheoryData<string> Cases => [.. All.Keys];

    protected override OutgoingMessage Sent => Message with { Address = "012345678901", Body = VssidUnderTest.Text };

    protected override (int Status, string Body) Accepting => (200, Taken);

    protected override Dictionary<string, string?> Settings(string address) => vssid.Settings(address);

    protected override IChannel Create(IServiceProvider services, HttpClient http, TimeProvider time)
    {
        var options = services.GetRequiredService<IOptions<VssidOptions>>();
        return new VssidChannel(http, options, new VssidRequest(options.Value, TimeProvider.System), services.GetRequiredService<VssidKey>(), time);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Each_answer_has_its_outcome_and_is_asked_for_once(string name) => HoldsAsync(All[name]);

    [Fact]
    public async Task A_batch_is_one_signed_call_and_each_notice_has_its_own_outcome()
    {
        await using var server = new LoopbackServer(Answer(200, """{"version":1,"results":[{"id":"7-2-1","result":"no-account"},{"id":"7-1-1","result":"taken"}]}"""));
        await using var services = Services(server.Address);
        OutgoingMessage[] batch = [.. new[] { (1, VssidUnderTest.Text), (2, VssidUnderTest.Text), (3, "không có tiêu đề"), (4, VssidUnderTest.Text) }
            .Select(m => Sent with { Reference = new MessageReference(7, m.Item1), Body = m.Item2, Attempt = 1 })];
        Assert.Equal(
            [new Accepted("7-1-1"), new Rejected(RejectionKind.Absent, "no-account"), new Rejected(RejectionKind.Content, "not-a-notice"), new InDoubt("no-result")],
            await services.GetRequiredService<IChannel>().SendAsync(batch, default));

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /notices HTTP/1.1", request);
        var body = request[(request.IndexOf("\r\n\r\n") + 4)..];
        var time = Header(request, VssidSignature.Time);
        Assert.True(VssidSignature.IsValid(VssidUnderTest.Key, time, Header(request, VssidSignature.Header), Encoding.Latin1.GetBytes(body), TimeProvider.System.GetUtcNow()));
        var notices = JsonDocument.Parse(Encoding.Latin1.GetBytes(body)).RootElement.GetProperty("notices");
        Assert.Equal(["7-1-1", "7-2-1", "7-4-1"], notices.EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
        var first = notices[0];
        Assert.Equal(("012345678901", "Kỳ đóng BHXH tự nguyện", 7200L), (first.GetProperty("person").GetString(), first.GetProperty("title").GetString(), first.GetProperty("validSeconds").GetInt64()));
    }

    [Fact]
    public async Task Without_its_key_nothing_is_called()
    {
        await using var empty = new EmptyDatabase();
        await empty.Database.InitializeAsync();
        await using var server = new LoopbackServer(Answer(200, Taken));
        await using var services = empty.Database.Services(vssid.Settings(server.Address));
        Assert.Equal(new Rejected(RejectionKind.Configuration, "no-credential"), Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([Sent], default)));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(200, """{"id":"7-42-3","event":"delivered"}""", "Delivered")]
    [InlineData(200, """{"id":"7-42-3","event":"waiting"}""", "Sent")]
    [InlineData(200, """{"id":"7-42-3","event":"expired"}""", "Expired")]
    [InlineData(200, """{"id":"7-42-3","event":"app-removed"}""", "Undelivered")]
    [InlineData(200, """{"id":"7-42-3","event":"sung"}""", "Unknown")]
    [InlineData(200, """{"id":"7-42-3","event":"refused"}""", "Undelivered, a refusal")]
    [InlineData(200, """{"id":"7-42-2","event":"delivered"}""", "malformed-answer")]
    [InlineData(200, """{"id":"7-42-3","event":"unknown"}""", "not found")]
    [InlineData(200, "<html>", "malformed-answer")]
    [InlineData(401, "", "http-401")]
    [InlineData(503, "", "http-503")]
    public async Task A_notice_is_asked_about_by_its_id(int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        Assert.Equal(expected, Words(await AskAsync(server.Address, "7-42-3")));
        Assert.StartsWith("GET /notices/7-42-3 HTTP/1.1", server.Requests.First());
    }

    [Theory]
    [InlineData("taken", "Accepted")]
    [InlineData("known", "Accepted")]
    [InlineData("no-account", "Failed")]
    [InlineData("busy", "busy")]
    public async Task One_in_doubt_is_handed_over_once_more_under_its_own_id(string word, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(200, Result(word)));
        Assert.Equal(expected, Words(await AskAsync(server.Address, id: null)));
        Assert.Contains("\"id\":\"7-42-3\"", Assert.Single(server.Requests));
        Assert.Equal("too-late-to-repeat", Words(await AskAsync(server.Address, id: null, hoursAgo: 24)));
    }

    [Theory]
    [InlineData(200, """{"version":1,"id":"0-0-0","event":"unknown"}""", CheckState.Good)]
    [InlineData(401, "", CheckState.Bad)]
    [InlineData(500, "", CheckState.Bad)]
    public async Task The_check_asks_about_a_notice_that_is_not_there(int status, string body, CheckState expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        await using var services = Services(server.Address);
        var lines = await services.CheckOf("vssid").ExecuteAsync(default);
        Assert.Equal([("key", CheckState.Good), ("account", expected)], lines.Select(l => (l.Subject, l.State)));
    }

    private async Task<LookUpAnswer> AskAsync(string address, string? id, double hoursAgo = 1)
    {
        await using var services = Services(address);
        return await services.GetRequiredService<ILookUp>().AskAsync(
            new(Sent.Reference, Sent.Address, Sent.Body, id, TimeProvider.System.GetUtcNow().AddHours(-hoursAgo), Sent.Attempt), default);
    }

    private static string Words(LookUpAnswer answer) => answer switch
    {
        Found { Candidates: [var found] } => $"{found.Status}{(found.Suppress ? ", a refusal" : "")}",
        NotFound => "not found",
        Unanswered unanswered => unanswered.Code,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static string Header(string request, string name) => request.Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    private static string Result(string word) => $$"""{"version":1,"results":[{"id":"7-42-3","result":"{{word}}"}]}""";

    private sealed class EmptyDatabase : IAsyncDisposable
    {
        public TestDatabase Database { get; } = new();

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
