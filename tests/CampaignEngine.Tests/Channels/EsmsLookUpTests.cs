using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels;

public sealed class EsmsLookUpTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static TheoryData<string, int, string, string> Answers => new()
    {
        { "delivered", 200, Status("5", 1, 0), $"Delivered {EsmsUnderTest.SmsId}" },
        { "not delivered", 200, Status("5", 0, 1), $"Undelivered {EsmsUnderTest.SmsId}" },
        { "numbers as texts", 200, Status("\"5\"", 1, 0), $"Delivered {EsmsUnderTest.SmsId}" },
        { "waits", 200, Status("2", 0, 0), $"Accepted {EsmsUnderTest.SmsId}" },
        { "a number nobody knows", 200, Status("42", 0, 0), $"Unknown {EsmsUnderTest.SmsId}" },
        { "eSMS knows no such message any more", 200, """{"CodeResponse":"105"}""", "unanswered 105" },
        { "the key is refused", 200, """{"CodeResponse":"101"}""", "unanswered 101" },
        { "a fault of the server", 503, "{}", "unanswered http-503" },
        { "too many requests", 429, "{}", "unanswered http-429" },
        { "no JSON", 200, "<html>", "unanswered malformed-answer" },
        { "no status", 200, """{"CodeResponse":"100"}""", "unanswered malformed-answer" },
    };

    /// <summary>Of a message whose id is not known: what eSMS says to the repetition.</summary>
    public static TheoryData<string, int, string, string> Repetitions => new()
    {
        { "it was never taken, and now is", 200, EsmsCases.Accepted, $"Accepted {EsmsUnderTest.SmsId}" },
        { "it was taken before", 200, Code("124"), "Accepted" },
        { "the number is refused", 200, Code("108"), "Failed 108" },
        { "the account is refused", 200, Code("103"), "unanswered 103" },
        { "too many requests", 200, Code("160"), "unanswered 160" },
        { "a fault of the server", 503, "", "unanswered http-503" },
        { "no JSON", 200, "<html>", "unanswered malformed-answer" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_message_is_read_by_its_id(string name, int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        Assert.Equal(expected, Words(await AskAsync(server.Address, EsmsUnderTest.SmsId)));
        Assert.All(server.Requests, request => Assert.StartsWith("GET /MainService.svc/json/GetSendStatus?RefId=", request));
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Repetitions))]
    public async Task One_without_an_id_is_sent_once_more_under_its_own_RequestId(string name, int status, string body, string expected)
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        Assert.Equal(expected, Words(await AskAsync(server.Address, id: null)));
        var request = Assert.Single(server.Requests);
        Assert.Equal("7-42-3", JsonDocument.Parse(request[request.IndexOf("\r\n\r\n")..]).RootElement.GetProperty("RequestId").GetString());
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task It_is_not_repeated_after_eSMS_may_have_forgotten_it_nor_where_the_settings_forbid_it()
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(200, EsmsCases.Accepted));
        Assert.Equal("unanswered too-late-to-repeat", Words(await AskAsync(server.Address, id: null, hoursAgo: 20)));
        Assert.Equal("unanswered too-late-to-repeat", Words(await AskAsync(server.Address, id: null, repeatHours: "0")));
        Assert.Empty(server.Requests);
        Assert.Equal($"Accepted {EsmsUnderTest.SmsId}", Words(await AskAsync(server.Address, id: null, hoursAgo: 19)));
    }

    private async Task<LookUpAnswer> AskAsync(string address, string? id, double hoursAgo = 0.1, string repeatHours = "20")
    {
        await using var services = database.Services(new Dictionary<string, string?>(EsmsUnderTest.Settings(address)) { ["Esms:RepeatHours"] = repeatHours });
        var message = SenderContract.Message;
        return await services.GetRequiredService<ILookUp>().AskAsync(
            new(message.Reference, message.Address, message.Body, id, TimeProvider.System.GetUtcNow().AddHours(-hoursAgo), message.Attempt), default);
    }

    private static string Words(LookUpAnswer answer) => answer switch
    {
        Found { Candidates: [var found] } => string.Join(' ', new[] { $"{found.Status}", found.ProviderId, found.Code }.Where(word => word is not null)),
        Unanswered unanswered => $"unanswered {unanswered.Code}",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static string Status(string status, int succeeded, int failed) => $$"""
        {"CodeResponse":"100","SMSID":"{{EsmsUnderTest.SmsId}}","SendFailed":{{failed}},"SendStatus":{{status}},"SendSuccess":{{succeeded}},"TotalPrice":850.0000}
        """;

    private static string Code(string code) => $$"""{"CodeResult":"{{code}}"}""";
}
