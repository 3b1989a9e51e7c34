using CampaignEngine.Access;
using CampaignEngine.Inbox;
using CampaignEngine.Intake;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Channels.Zalo;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Intake;

/// <summary>Answers to who wrote over Zalo: within seven days, once, and never a second time without somebody having looked.</summary>
public sealed class AnswerTests(ZaloUnderTest zalo) : IClassFixture<ZaloUnderTest>
{
    private const string Taken = """{"error":0,"message":"Success","data":{"message_id":"m1","user_id":"501"}}""";

    private Actor actor = null!;

    [Fact]
    public async Task An_answer_goes_to_who_wrote_and_closes_the_case()
    {
        await using var server = new LoopbackServer(Answer(200, Taken));
        await using var services = await StartAsync(server.Address);
        var id = await WriteAsync(services);
        Assert.Equal(new CaseAnswer("accepted", null), await AnswerAsync(services, id));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v3.0/oa/message/cs HTTP/1.1", request);
        Assert.Contains("\"user_id\":\"501\"", request);
        Assert.Contains($"access_token: {ZaloUnderTest.Access}", request);
        Assert.Equal("case-closed", await RefusedAsync(services, id));
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        Assert.Equal(("closed", "answered", 1), await connection.QuerySingleAsync<(string, string, int)>("SELECT state, close_reason, (SELECT count(*)::int FROM case_changes) FROM cases"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM case_answers WHERE encode(body, 'escape') LIKE '%BHXH%'"));
    }

    [Fact]
    public async Task An_answer_whose_fate_is_not_known_is_repeated_only_by_who_has_looked()
    {
        var works = false;
        await using var server = new LoopbackServer(call => works ? call.AnswerAsync(200, Taken) : call.ResetAsync());
        await using var services = await StartAsync(server.Address);
        var id = await WriteAsync(services);
        Assert.Equal(new CaseAnswer("in_doubt", "connection-lost"), await AnswerAsync(services, id));
        Assert.Equal("answer-in-doubt", await RefusedAsync(services, id));
        works = true;
        Assert.Equal("accepted", (await AnswerAsync(services, id, again: true)).State);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_worker_lost_in_the_call_leaves_the_same_doubt()
    {
        await using var server = new LoopbackServer(Answer(200, Taken));
        await using var services = await StartAsync(server.Address);
        var id = await WriteAsync(services);
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("INSERT INTO case_answers (case_id, inbox_month, body, state, user_id, at) VALUES (@id, '2026-05-01', '', 'sending', 1, '2026-05-05')", new { id });
        Assert.Equal("answer-in-doubt", await RefusedAsync(services, id));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Two_who_answer_at_once_answer_once()
    {
        await using var server = new LoopbackServer(async call =>
        {
            await Task.Delay(100);
            await call.AnswerAsync(200, Taken);
        });
        await using var services = await StartAsync(server.Address);
        var id = await WriteAsync(services);
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await AnswerAsync(services, id)).State;
            }
            catch (RefusedException refused)
            {
                return refused.Problems[0].Code;
            }
        })));
        Assert.Single(tries, t => t == "accepted");
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_answer_leaves_the_case_open_and_says_why()
    {
        await using var server = new LoopbackServer(Answer(200, """{"error":-230,"message":"User has not interacted with the OA in the past 7 days"}"""));
        await using var services = await StartAsync(server.Address);
        var id = await WriteAsync(services);
        Assert.Equal(new CaseAnswer("failed", "-230"), await AnswerAsync(services, id));
        Assert.Equal(new CaseAnswer("failed", "-230"), await AnswerAsync(services, id));
    }

    [Fact]
    public async Task Too_late_too_long_or_over_a_medium_without_answers_it_is_refused_before_any_call()
    {
        await using var server = new LoopbackServer(Answer(200, Taken));
        await using var services = await StartAsync(server.Address);
        var id = await WriteAsync(services);
        Assert.Equal("answer-length", await RefusedAsync(services, id, new string('a', 2001)));
        Assert.Equal("answer-length", await RefusedAsync(services, id, "  "));
        Assert.Equal("unknown-case", await RefusedAsync(services, id + 1));
        zalo.Database.Clock.Advance(TimeSpan.FromDays(7.1));
        Assert.Equal("answer-too-late", await RefusedAsync(services, id));
        await services.GetRequiredService<RawInbox>().StoreAsync("twilio", InboxKind.Reply, null, "From=%2B84901000001&To=BHXH&Body=Cho+hoi"u8.ToArray(), default);
        await services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        Assert.Equal("no-answers", await RefusedAsync(services, id + 1));
        Assert.Empty(server.Requests);
    }

    private async Task<ServiceProvider> StartAsync(string address)
    {
        await zalo.PutTokensAsync();
        await zalo.PutAsync("app-secret", ZaloUnderTest.AppSecret);
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        actor = await Actors.AddAsync(zalo.Services(address), "op", Role.Operator);
        await connection.ExecuteAsync("TRUNCATE cases, case_changes, case_answers, comments, inbox RESTART IDENTITY CASCADE");
        return zalo.Services(address);
    }

    private static async Task<long> WriteAsync(ServiceProvider services)
    {
        await services.GetRequiredService<RawInbox>().StoreAsync("zalo", InboxKind.Reply, null,
            """{"event_name":"user_send_text","sender":{"id":"501"},"message":{"text":"Cho hỏi đóng ở đâu?","msg_id":"x"},"app_id":"1","timestamp":"2"}"""u8.ToArray(), default);
        await services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        return Assert.Single(await services.GetRequiredService<CaseStore>().ListAsync(waiting: true, null, null, late: false, 10, default)).CaseId;
    }

    private async Task<CaseAnswer> AnswerAsync(ServiceProvider services, long id, string text = "Tại BHXH cơ sở ạ", bool again = false) =>
        await services.GetRequiredService<AnswerCase>().ExecuteAsync(actor, id, text, again, default);

    private async Task<string> RefusedAsync(ServiceProvider services, long id, string text = "Tại BHXH cơ sở ạ") =>
        (await Assert.ThrowsAsync<RefusedException>(() => AnswerAsync(services, id, text))).Problems[0].Code;
}
