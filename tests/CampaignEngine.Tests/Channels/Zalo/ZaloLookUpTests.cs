using CampaignEngine.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Zalo;

public sealed class ZaloLookUpTests(ZaloUnderTest zalo) : IClassFixture<ZaloUnderTest>
{
    /// <summary>What Zalo answers to the question about one id, and what it means.</summary>
    public static TheoryData<string, int, string, string> Cases => new()
    {
        { "delivered", 200, Status(1), "Delivered 1" },
        { "at Zalo, not yet on the phone", 200, Status(0), "Sent 0" },
        { "no such message", 200, Status(-1), "not found" },
        { "a status nobody knows", 200, Status(7), "Unknown 7" },
        { "too many questions", 200, ZaloCases.Error("-32"), "unanswered -32" },
        { "not accepted", 200, ZaloCases.Error("-9999"), "unanswered -9999" },
        { "429", 429, "", "unanswered http-429" },
        { "500", 500, "", "unanswered http-500" },
        { "404", 404, "", "unanswered http-404" },
        { "no status", 200, """{"error":0,"data":{}}""", "unanswered malformed-answer" },
        { "not JSON", 200, "<html>", "unanswered malformed-answer" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_answer_has_its_meaning(string name, int status, string body, string expected)
    {
        Assert.NotEmpty(name);
        await using var server = new LoopbackServer(call => call.AnswerAsync(status, body));
        Assert.Equal(expected, Told(await AskAsync(server.Address, ZaloCases.MessageId)));
        Assert.All(server.Requests, request => Assert.StartsWith($"GET /message/status?message_id={ZaloCases.MessageId} ", request));
    }

    [Fact]
    public async Task A_reset_and_silence_are_no_answer()
    {
        await using var resetting = new LoopbackServer(call => call.ResetAsync());
        Assert.Equal("unanswered connection-lost", Told(await AskAsync(resetting.Address, ZaloCases.MessageId)));
        await using var silent = new LoopbackServer(call => call.HangAsync());
        Assert.Equal("unanswered timeout", Told(await AskAsync(zalo.Settings(silent.Address).Impatient(), ZaloCases.MessageId)));
    }

    [Fact]
    public async Task What_has_no_id_cannot_be_asked_about_and_is_never_said_not_to_be_there()
    {
        await using var server = new LoopbackServer(call => call.AnswerAsync(200, Status(-1)));
        Assert.Equal("unanswered no-id", Told(await AskAsync(server.Address, null)));
        Assert.Empty(server.Requests);
        await using var services = zalo.Services(server.Address);
        Assert.Null(services.GetRequiredService<ILookUp>().NotFoundAfter);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_the_question_asked_again()
    {
        await zalo.PutTokensAsync();
        var calls = 0;
        await using var server = new LoopbackServer(call => ++calls switch
        {
            1 => call.AnswerAsync(200, ZaloCases.Error("-220")),
            2 => call.AnswerAsync(200, """{"access_token":"a2","refresh_token":"r2","expires_in":"90000"}"""),
            _ => call.AnswerAsync(200, Status(1)),
        });
        Assert.Equal("Delivered 1", Told(await AskAsync(server.Address, ZaloCases.MessageId)));
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("access_token: a2\r\n", server.Requests[2]);
    }

    private Task<LookUpAnswer> AskAsync(string address, string? id) => AskAsync(zalo.Settings(address), id);

    private async Task<LookUpAnswer> AskAsync(Dictionary<string, string?> settings, string? id)
    {
        await using var services = zalo.Database.Services(settings);
        return await services.GetRequiredService<ILookUp>().AskAsync(new(new(7, 42), "+84901234567", ZaloUnderTest.Body, id, TimeProvider.System.GetUtcNow()), default);
    }

    private static string Told(LookUpAnswer answer) => answer switch
    {
        Found { Candidates: [var one] } => $"{one.Status} {one.ProviderStatus}",
        NotFound => "not found",
        Unanswered unanswered => $"unanswered {unanswered.Code}",
        _ => "?",
    };

    private static string Status(int status) => $$"""{"error":0,"message":"Success","data":{"delivery_time":"1600328011517","message":"m","status":{{status}} } }""";
}
