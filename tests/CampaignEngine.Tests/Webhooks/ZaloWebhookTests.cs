using System.Net;
using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Zalo;
using CampaignEngine.Intake;
using CampaignEngine.Messages;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Channels.Zalo;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Webhooks;

public sealed class ZaloWebhookTests(ZaloUnderTest zalo) : IClassFixture<ZaloUnderTest>
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task A_signed_receipt_is_stored_before_the_answer_and_then_applied()
    {
        await zalo.Database.WriteAsync(run: 1, count: 1);
        await zalo.Database.TryMoveAsync(1, 1, MessageStatus.Sending, attempt: 1);
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Received("1-1-1")));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM inbox WHERE provider = 'zalo' AND reference = '1-1'"));
        await host.Services.ApplyAsync();
        Assert.Equal(MessageStatus.Delivered, await zalo.Database.StatusAsync(1, 1));
    }

    [Fact]
    public async Task Words_of_people_are_stored_and_events_that_say_nothing_to_us_are_only_answered()
    {
        await using var host = await StartAsync();
        var before = await CountAsync("SELECT count(*) FROM inbox");
        foreach (var name in (string[])["user_send_text", "follow", "unfollow", "user_submit_info"])
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, $$"""{"event_name":"{{name}}","sender":{"id":"501"},"follower":{"id":"501"},"message":{"text":"TC"},"app_id":"1","timestamp":"2"}"""));
        Assert.Equal(before + 4, await CountAsync("SELECT count(*) FROM inbox"));
        foreach (var (name, message) in ((string, string)[])[("oa_send_text", "\"msg_id\":\"1\""), ("user_received_message", ""), ("user_seen_message", "")])
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, $$"""{"event_name":"{{name}}","sender":{"id":"501"},"message":{{{message}}},"app_id":"1","timestamp":"2"}"""));
        Assert.Equal(before + 4, await CountAsync("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task A_receipt_of_a_message_by_user_id_finds_it_by_Zalos_id_and_waits_a_while_for_the_answer_that_tells_it()
    {
        const int Run = 3;
        await zalo.Database.WriteAsync(Run, count: 2);
        foreach (var number in (int[])[1, 2]) await zalo.Database.TryMoveAsync(Run, number, MessageStatus.Sending, attempt: 1);
        await using var host = await StartAsync();
        foreach (var id in (string[])["first", "second", "nobodys"])
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, $$$"""{"event_name":"user_received_message","message":{"msg_id":"{{{id}}}"},"app_id":"1","timestamp":"2"}"""));
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        await ProviderIds.AddAsync(connection, "zalo", [("first", new MessageReference(Run, 1))], default);
        await host.Services.ApplyAsync();
        Assert.Equal((MessageStatus.Delivered, MessageStatus.Sending), (await zalo.Database.StatusAsync(Run, 1), await zalo.Database.StatusAsync(Run, 2)));
        Assert.Equal(2, await CountAsync("SELECT count(*) FROM inbox WHERE reference LIKE 'id:%' AND applied_at IS NULL"));

        await ProviderIds.AddAsync(connection, "zalo", [("second", new MessageReference(Run, 2)), ("second", new MessageReference(Run, 1))], default);
        zalo.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Services.ApplyAsync();
        Assert.Equal(MessageStatus.Delivered, await zalo.Database.StatusAsync(Run, 2));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM inbox WHERE reference = 'id:nobodys' AND outcome = 'unknown-message'"));
    }

    [Theory]
    [InlineData("mac=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("mac=")]
    [InlineData("")]
    public async Task A_wrong_signature_is_403_and_counted(string signature)
    {
        await using var host = await StartAsync();
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => PostAsync(host, Received("1-1-1"), signature));
    }

    [Fact]
    public async Task Another_body_under_a_good_signature_and_a_body_that_is_no_event_are_403()
    {
        await using var host = await StartAsync();
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => PostAsync(host, Received("1-1-1"), Sign(Received("1-1-2"))));
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => PostAsync(host, "{}", Sign("{}")));
        await RefusedAsync(HttpStatusCode.Forbidden, "signature", () => PostAsync(host, "", Sign("")));
    }

    [Fact]
    public async Task A_receipt_without_Zalos_id_is_400_and_a_body_over_the_limit_413()
    {
        await using var host = await StartAsync(("Webhooks:MaxBodyBytes", "2048"));
        await RefusedAsync(HttpStatusCode.BadRequest, "shape",
            () => PostAsync(host, """{"event_name":"user_received_message","message":{"tracking_id":"1-1-1"},"app_id":"1","timestamp":"2"}"""));
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "size", () => PostAsync(host, Received("1-1-1") + new string(' ', 2048)));
    }

    [Fact]
    public async Task Without_the_accounts_secret_nobody_can_sign()
    {
        await using var fixture = new EmptyZalo();
        await fixture.InitializeAsync();
        await using var host = await WebhookHost.StartAsync(fixture.Zalo.Database, Settings(fixture.Zalo));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, Received("1-1-1"), ZaloSignature.Compute(ZaloUnderTest.AppId, Encoding.UTF8.GetBytes(Received("1-1-1")), Time, "")));
    }

    [Fact]
    public async Task Signed_events_of_the_look_alike_in_any_order_repeated_and_lost_end_as_the_seed_says()
    {
        const int Run = 5001, Messages = 40;
        var behaviour = new BehaviourSettings
        {
            Seed = 5,
            ZaloSilent = 0.3,
            CallbackLost = 0.1,
            CallbackRepeated = 0.3,
            CallbackUnordered = 0.3,
            CallbackUnknown = 0.1,
            Stop = 0.3,
            CallbackDelayMs = 20,
            CallbackJitterMs = 50,
        };
        await using var fixture = new EmptyZalo();
        await fixture.InitializeAsync();
        var own = fixture.Zalo;
        await own.PutAsync("app-secret", "simulator-app-secret");
        await own.PutAsync("oa-secret", "simulator-oa-secret");
        await own.PutTokensAsync("simulator-refresh-0", access: null);
        await using var host = await WebhookHost.StartAsync(own.Database, Settings(own));
        await using var simulator = await SimulatorUnderTest.StartAsync(behaviour, ("zalo:WebhookUrl", host.Address + ZaloChannel.WebhookPath));
        await own.Database.WriteAsync(Run, Messages);
        foreach (var number in Enumerable.Range(1, Messages)) await own.Database.TryMoveAsync(Run, number, MessageStatus.Sending, attempt: 1);

        await using var services = own.Services(simulator.Address);
        var channel = services.GetRequiredService<IChannel>();
        foreach (var number in Enumerable.Range(1, Messages))
            Assert.IsType<Accepted>(Assert.Single(await channel.SendAsync([ZaloUnderTest.ByPhone with { Reference = new(Run, number), Address = $"+8490{number:0000000}", Attempt = 1 }], default)));
        Assert.Equal(0, (await simulator.SettledAsync()).GetProperty("failed").GetInt32());

        await host.Services.ApplyAsync();
        var fates = Enumerable.Range(1, Messages).ToDictionary(n => n, n => Fate.Of(behaviour with { Undelivered = behaviour.ZaloSilent }, $"{Run}-{n}"));
        foreach (var (number, fate) in fates)
            Assert.Equal(fate is { Lost: false, Ending: Ending.Delivered } ? MessageStatus.Delivered : MessageStatus.Sending, await own.Database.StatusAsync(Run, number));
        await using var connection = await own.Database.Source.OpenConnectionAsync();
        Assert.Equal(fates.Values.Count(f => f.Stops), await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE kind = 'reply'"));
        Assert.Equal(fates.Values.Count(f => f.Unknown && !f.Lost), await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE outcome = 'unknown-status'"));
        // Its people are known to nobody by the ids they write from.
        Assert.Equal(fates.Values.Count(f => f.Stops), await host.Services.GetRequiredService<TakeReplies>().ExecuteAsync(default));
    }

    private const string Time = "1602560967477";

    private Task<WebhookHost> StartAsync(params (string, string)[] more) => WebhookHost.StartAsync(zalo.Database, [.. Settings(zalo), .. more]);

    private static (string, string)[] Settings(ZaloUnderTest zalo) => [.. zalo.Settings("http://127.0.0.1:1").Select(s => (s.Key, s.Value!))];

    private static string Received(string tracking) =>
        $$$"""{"event_name":"user_received_message","sender":{"id":"289"},"recipient":{"id":"8490"},"message":{"delivery_time":"1602960467432","msg_id":"15a0","tracking_id":"{{{tracking}}}"},"app_id":"{{{ZaloUnderTest.AppId}}}","timestamp":"{{{Time}}}"}""";

    private static string Sign(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return ZaloSignature.Compute(ZaloUnderTest.AppId, bytes, body.Contains(Time) ? Time : body.Contains("\"2\"") ? "2" : "", ZaloUnderTest.OaSecret);
    }

    private static async Task<HttpStatusCode> PostAsync(WebhookHost host, string body, string? signature = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address + ZaloChannel.WebhookPath) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(ZaloSignature.Header, signature ?? Sign(body));
        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task RefusedAsync(HttpStatusCode status, string reason, Func<Task<HttpStatusCode>> call)
    {
        const string stored = "SELECT count(*) FROM inbox";
        var counted = "SELECT coalesce(sum(count), 0) FROM inbox_rejections WHERE provider = 'zalo' AND reason = '" + reason + "'";
        var (before, rows) = (await CountAsync(counted), await CountAsync(stored));
        Assert.Equal(status, await call());
        Assert.Equal(before + 1, await CountAsync(counted));
        Assert.Equal(rows, await CountAsync(stored));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await zalo.Database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    /// <summary>A database of its own, without the secret that signs.</summary>
    private sealed class EmptyZalo : IAsyncDisposable
    {
        public ZaloUnderTest Zalo { get; } = new();

        public async Task InitializeAsync()
        {
            await Zalo.InitializeAsync();
            await using var connection = await Zalo.Database.Source.OpenConnectionAsync();
            await connection.ExecuteAsync("DELETE FROM credentials WHERE name = 'oa-secret'");
        }

        public ValueTask DisposeAsync() => Zalo.DisposeAsync();
    }
}
