using System.Net;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Esms;
using CampaignEngine.Intake;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Webhooks;

public sealed class EsmsWebhookTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_callback_to_a_signed_address_is_stored_and_applied_and_any_other_turned_away()
    {
        await database.WriteAsync(run: 1, count: 1);
        await database.TryMoveAsync(1, 1, MessageStatus.Sending, attempt: 1);
        await using var host = await WebhookHost.StartAsync(database, ("Webhooks:MaxBodyBytes", "1024"));
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        var tag = CallbackTag.Of(host.Services.GetRequiredService<EngineSecrets>().WebhookKey, EsmsChannel.Name, new MessageReference(1, 1));
        const string query = "?SMSID=s1&SendStatus=5&SendSuccess=1&SendFailed=0&RequestId=1-1-1";
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(EsmsChannel.StatusPath("1-2", tag) + query)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(EsmsChannel.StatusPath("1-1", "x") + query)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(EsmsChannel.StatusPath("1-1", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(EsmsChannel.StatusPath("x", tag) + query)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.GetAsync(EsmsChannel.StatusPath("1-1", tag) + query + "&x=" + new string('1', 5000))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(EsmsChannel.StatusPath("1-1", tag) + query)).StatusCode);
        await host.Services.ApplyAsync();
        Assert.Equal(MessageStatus.Delivered, await database.StatusAsync(1, 1));
    }

    [Fact]
    public async Task A_refusal_to_the_short_code_counts_only_where_eSMS_signed_it()
    {
        await using var host = await WebhookHost.StartAsync(database, [.. EsmsUnderTest.Settings("http://127.0.0.1:1").Select(s => (s.Key, s.Value!))]);
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        var query = $"?sender=84901234577&content=TC&serviceNumber=8079&smsid=m1&receiverTime=20260505100000&sign={Uri.EscapeDataString(EsmsSignature.Compute("bhxh", "m1", "TC", "20260505100000", "short-code-key"))}";
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(EsmsChannel.InboundPath + query.Replace("84901234577&content=TC", "84901234577&content=TC ALL"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(EsmsChannel.InboundPath + query)).StatusCode);
        await host.Services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        Assert.Equal("refusal", await ScalarAsync<string>("SELECT outcome FROM inbox WHERE provider = 'esms' AND kind = 'reply'"));
    }

    /// <summary>The look-alike sends, calls back repeatedly and out of order, and answers for people: written apart from the engine's own reading.</summary>
    [Fact]
    public async Task Through_the_look_alike_receipts_and_refusals_come_back()
    {
        const int messages = 40;
        await using var simulator = await SimulatorUnderTest.StartAsync(new() { Seed = 5, CallbackDelayMs = 20, CallbackRepeated = 0.3, CallbackUnordered = 0.3, Undelivered = 0.2, Stop = 0.2 });
        var address = WebhookHost.FreeAddress();
        var settings = new Dictionary<string, string?>(EsmsUnderTest.Settings(simulator.Address))
        {
            ["Esms:ApiKey"] = "simulator-key",
            ["Esms:SecretKey"] = "simulator-secret",
            ["Esms:Brandname"] = "BHXH-DEMO",
            ["Esms:ShortCodePartner"] = "simulator",
            ["Esms:ShortCodeKey"] = "simulator-short-code",
        };
        await using var host = await WebhookHost.ListenAsync(database, address, [.. settings.Select(s => (s.Key, s.Value!))]);
        await simulator.ControlAsync(new { esmsInboundUrl = address + EsmsChannel.InboundPath });
        await database.WriteAsync(run: 3, count: messages);
        var channel = host.Services.GetServices<IChannel>().Single(c => c.Provider == EsmsChannel.Name);
        for (var n = 1; n <= messages; n++)
        {
            await database.TryMoveAsync(3, n, MessageStatus.Sending, attempt: 1);
            Assert.IsType<Accepted>(Assert.Single(await channel.SendAsync([new(new MessageReference(3, n), $"+8490888{n:0000}", "Xin chào", 1, TimeSpan.FromHours(1))], default)));
        }
        await simulator.SettledAsync();
        await host.Services.ApplyAsync();
        await host.Services.GetRequiredService<TakeReplies>().ExecuteAsync(default);
        var ends = simulator.Count().ByStatus;
        Assert.Equal((ends["delivered"], ends["undelivered"]), (
            await ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = 3 AND status = 'delivered'"), await ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = 3 AND status = 'undelivered'")));
        Assert.True(await ScalarAsync<int>("SELECT count(*) FROM inbox WHERE provider = 'esms' AND outcome = 'refusal'") > 1);
    }

    private async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }
}
