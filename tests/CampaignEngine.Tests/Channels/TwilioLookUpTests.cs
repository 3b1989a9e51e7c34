using System.Globalization;
using CampaignEngine.Channels;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels;

public sealed class TwilioLookUpTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Since = new(2026, 5, 5, 1, 0, 0, TimeSpan.Zero);
    private static readonly string Other = TwilioUnderTest.Sid[..^1] + "0";

    /// <summary>Each with what is asked by its sid, what Twilio answers, and what it means.</summary>
    public static TheoryData<string, bool, int, string, string> Cases => new()
    {
        { "found by its sid", true, 200, Message(TwilioUnderTest.Sid, "delivered"), $"Delivered {TwilioUnderTest.Sid}" },
        { "by its sid, with a code", true, 200, Message(TwilioUnderTest.Sid, "undelivered", code: "30003"), $"Undelivered {TwilioUnderTest.Sid} 30003" },
        { "past its validity", true, 200, Message(TwilioUnderTest.Sid, "failed", code: "30036"), $"Expired {TwilioUnderTest.Sid} 30036" },
        { "a status nobody knows", true, 200, Message(TwilioUnderTest.Sid, "teleported"), $"Unknown {TwilioUnderTest.Sid}" },
        { "no such sid", true, 404, """{"code":20404,"status":404}""", "not found" },
        { "found in the list", false, 200, Page(Message(TwilioUnderTest.Sid, "queued")), $"Accepted {TwilioUnderTest.Sid}" },
        { "two candidates, the older first", false, 200, Page(Message(Other, "sent", minutes: 9), Message(TwilioUnderTest.Sid, "delivered", minutes: 3)), $"Delivered {TwilioUnderTest.Sid}, Sent {Other}" },
        { "an older message to the number", false, 200, Page(Message(Other, "delivered", minutes: -60)), "not found" },
        { "another text to the number", false, 200, Page(Message(Other, "delivered", body: "\"Another\"")), "not found" },
        { "other spaces and dashes than were sent", false, 200, Page(Message(Other, "sent", body: "\"Nhà nước  hỗ trợ 50% & hơn+nữa…\"")), $"Sent {Other}" },
        { "behind words of a trial", false, 200, Page(Message(Other, "sent", body: "\"Trial account – Nhà nước hỗ trợ 50% & hơn+nữa\"")), "unanswered like-text" },
        { "a clock that is seconds behind ours", false, 200, Page(Message(Other, "sent", minutes: -0.5)), $"Sent {Other}" },
        { "a refusal", true, 200, Message(TwilioUnderTest.Sid, "failed", code: "21610"), $"Failed {TwilioUnderTest.Sid} 21610 refused" },
        { "the text is redacted", false, 200, Page(Message(Other, "delivered", body: "null")), $"Delivered {Other}" },
        { "an empty list", false, 200, Page(), "not found" },
        { "a full page", false, 200, Page([.. Enumerable.Range(0, 1000).Select(_ => Message(Other, "sent", body: "\"Another\""))]), "unanswered too-many" },
        { "too many requests", false, 429, "{}", "unanswered http-429" },
        { "a fault of the server", true, 503, "{}", "unanswered http-503" },
        { "the account is refused", true, 401, "{}", "unanswered http-401" },
        { "no JSON", true, 200, "<html>", "unanswered malformed-answer" },
        { "JSON of another shape", true, 200, """{"sid":7}""", "unanswered malformed-answer" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Twilios_answers(string name, bool bySid, int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        Assert.Equal(expected, Words(await AskAsync(server.Address, bySid)));
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request));
        Assert.All(server.Requests, request => Assert.Contains("Authorization: Basic", request));
        // A question may be repeated, a few times.
        Assert.Equal(expected.StartsWith("unanswered http", StringComparison.Ordinal) || expected.EndsWith("answer", StringComparison.Ordinal) ? 3 : 1, server.Requests.Count);
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task A_reset_and_a_silence_are_no_answer()
    {
        await using var resets = new LoopbackServer(call => call.ResetAsync());
        Assert.Equal("unanswered connection-lost", Words(await AskAsync(resets.Address, bySid: true)));
        await using var silent = new LoopbackServer(call => call.HangAsync());
        Assert.Equal("unanswered timeout", Words(await AskAsync(TwilioUnderTest.Settings(silent.Address).Impatient(), bySid: false)));
    }

    private Task<LookUpAnswer> AskAsync(string address, bool bySid) => AskAsync(TwilioUnderTest.Settings(address), bySid);

    private async Task<LookUpAnswer> AskAsync(Dictionary<string, string?> settings, bool bySid)
    {
        await using var services = database.Services(settings);
        var message = TwilioUnderTest.Message;
        return await services.GetRequiredService<ILookUp>().AskAsync(new(message.Reference, message.Address, message.Body, bySid ? TwilioUnderTest.Sid : null, Since), default);
    }

    private static string Words(LookUpAnswer answer) => answer switch
    {
        Found found => string.Join(", ", found.Candidates.Select(c => $"{c.Status} {c.ProviderId} {c.Code}{(c.Suppress ? " refused" : "")}".TrimEnd())),
        NotFound => "not found",
        Unanswered unanswered => $"unanswered {unanswered.Code}",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static string Page(params string[] messages) => $$"""{"page":0,"messages":[{{string.Join(',', messages)}}]}""";

    private static string Message(string sid, string status, string code = "null", double minutes = 5, string? body = null) => $$"""
        {"sid":"{{sid}}","to":"{{TwilioUnderTest.Message.Address}}","body":{{body ?? "\"" + TwilioUnderTest.Message.Body + "\""}},"status":"{{status}}","error_code":{{code}},"date_created":"{{Since.AddMinutes(minutes).UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)}} +0000","date_sent":null}
        """;
}
