using System.Globalization;
using System.Net;
using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Vssid;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Simulator;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using CampaignEngine.Tests.Simulator;
using CampaignEngine.Tests.Templates;
using CampaignEngine.Tests.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Vssid;

/// <summary>From the list of people over a run to the app's later words.</summary>
public sealed class VssidRunTests : IAsyncLifetime
{
    private const string Body = "BHXH tự nguyện\nChào {{ name }}, kỳ đóng sắp tới. {{ refusal }}";
    private readonly VssidUnderTest vssid = new();

    public ValueTask InitializeAsync() => vssid.InitializeAsync();

    [Fact]
    public async Task Who_uses_the_app_gets_a_notice_once_also_where_answers_are_lost()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 3, ResetAfter = 0.2, Rejected = 0.1 });
        var settings = vssid.Settings(simulator.Address);
        (settings["Dispatch:InFlight"], settings["Settle:QuestionsPerSecond"]) = ("8", "1000");
        await using var channels = vssid.Database.Services(settings);
        await using var bench = await CampaignBench.StartAsync(vssid.Database, settings: settings, channels: [channels.GetRequiredService<IChannel>()]);
        await ApproveAsync(bench);
        await bench.Services.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        await bench.PeopleAsync(100);
        await bench.Connection.ExecuteAsync("UPDATE recipients SET uses_vssid = true, personal_number = lpad((100000000000 + recipient_id)::text, 12, '0') WHERE recipient_id <= 80");
        var runId = await bench.LaunchedAsync(PlanJson.With("channels", """[{ "channel": "vssid", "template": "vssid-test", "accents": "keep", "language": "vi" }]""", PlanJson.With("segments", """["V1"]""")));
        await bench.RenderAsync(runId);
        Assert.Equal(80, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE channel = 'vssid' AND parts = 1"));
        Assert.StartsWith("BHXH tự nguyện\nChào ", await bench.ScalarAsync<string>("SELECT body FROM message_texts JOIN messages USING (run_id, message_no) WHERE recipient_id = 1"));

        var owner = Guid.NewGuid();
        while (await bench.Services.GetRequiredService<Pump>().StepAsync(owner, default)) { }
        Assert.True(await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE status = 'in_doubt'") > 0, "nothing was in doubt");
        await simulator.ControlAsync(new { resetAfter = 0 });
        for (var round = 0; round < 6; round++)
        {
            vssid.Database.Clock.Advance(TimeSpan.FromMinutes(20));
            while (await bench.Services.GetRequiredService<Pump>().StepAsync(owner, default)) { }
            await bench.Services.GetRequiredService<SettleDue>().ExecuteAsync(default);
        }
        Assert.Equal("", await bench.ScalarAsync<string>("SELECT coalesce(string_agg(DISTINCT status || ' ' || coalesce(reason, ''), ', '), '') FROM messages WHERE status IN ('in_doubt', 'pending', 'sending')"));
        var count = simulator.Count();
        Assert.Equal((count.Distinct, 0), (count.Accepted, count.Duplicates));
        Assert.Equal(80, count.Accepted + await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE status = 'failed' AND reason IN ('no-account')"));
    }

    [Fact]
    public async Task A_signed_word_is_stored_before_the_answer_and_applied_and_another_is_turned_away()
    {
        await using var host = await WebhookHost.StartAsync(vssid.Database, [.. vssid.Settings("http://127.0.0.1:1").Select(s => (s.Key, s.Value!))]);
        await vssid.Database.WriteAsync(run: 1, count: 3);
        foreach (var number in (int[])[1, 2, 3]) await vssid.Database.TryMoveAsync(1, number, MessageStatus.Sending, attempt: 1);
        foreach (var (number, word) in ((int, string)[])[(1, "delivered"), (1, "waiting"), (1, "delivered"), (2, "expired"), (3, "sung")])
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, $$"""{"version":1,"id":"1-{{number}}-1","event":"{{word}}"}"""));
        await host.Services.ApplyAsync();
        Assert.Equal(MessageStatus.Delivered, await vssid.Database.StatusAsync(1, 1));
        Assert.NotEqual(MessageStatus.Delivered, await vssid.Database.StatusAsync(1, 2));
        Assert.Equal(MessageStatus.Sending, await vssid.Database.StatusAsync(1, 3));

        const string good = """{"version":1,"id":"1-3-1","event":"delivered"}""";
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, good, key: "another-key-0123456789"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, good, minutesAgo: 6));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, """{"version":1,"id":"x","event":"delivered"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(host, "[]"));
        await using var connection = await vssid.Database.Source.OpenConnectionAsync();
        Assert.Equal((2L, 2L), await connection.QuerySingleAsync<(long, long)>("""
            SELECT sum(count) FILTER (WHERE reason = 'signature'), sum(count) FILTER (WHERE reason = 'shape') FROM inbox_rejections WHERE provider = 'vssid'
            """));
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE outcome = 'unknown-status'"));
    }

    private static async Task ApproveAsync(CampaignBench bench)
    {
        using var files = new TemplateFiles("vssid-test");
        files.Write(Body, channel: "vssid", manifest: """{ "accents": "keep", "maxParts": 1 }""");
        await bench.Services.GetRequiredService<ImportTemplates>().ExecuteAsync(bench.Author, files.Root, Merge.Settings, default);
        await bench.Services.GetRequiredService<ApproveTemplate>().ExecuteAsync(bench.Approver, "vssid-test", "vssid", "vi", default);
    }

    private static async Task<HttpStatusCode> PostAsync(WebhookHost host, string body, string key = VssidUnderTest.Key, int minutesAgo = 0)
    {
        var (bytes, time) = (Encoding.UTF8.GetBytes(body), TimeProvider.System.GetUtcNow().AddMinutes(-minutesAgo).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address + VssidChannel.WebhookPath) { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation(VssidSignature.Time, time);
        request.Headers.TryAddWithoutValidation(VssidSignature.Header, VssidSignature.Compute(key, time, bytes));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    public ValueTask DisposeAsync() => vssid.DisposeAsync();
}
