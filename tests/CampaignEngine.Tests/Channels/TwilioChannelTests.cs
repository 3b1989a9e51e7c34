using System.Net;
using System.Net.Sockets;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CampaignEngine.Tests.Channels;

public sealed class TwilioChannelTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static TheoryData<string> Cases => [.. TwilioCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Each_answer_has_its_outcome_and_is_asked_for_once(string name)
    {
        var known = TwilioCase.All[name];
        await using var server = new LoopbackServer(known.Behave);
        Assert.Equal(known.Expected, await TwilioUnderTest.SendAsync(database, server.Address));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refused_connection_and_an_unknown_name_are_surely_not_sent()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"http://{closed.LocalEndpoint}";
        closed.Stop();
        Assert.Equal(new Unavailable("http-ConnectionError"), await TwilioUnderTest.SendAsync(database, address));
        Assert.IsType<Unavailable>(await TwilioUnderTest.SendAsync(database, "https://no-such-host.invalid"));
    }

    [Fact]
    public async Task A_connection_that_does_not_stand_in_time_is_surely_not_sent()
    {
        // Nobody speaks TLS here: the handshake hangs, so that not a byte of the request can leave.
        await using var silent = new LoopbackServer(call => call.HangAsync());
        var outcome = await TwilioUnderTest.SendAsync(database, silent.Address.Replace("http://", "https://"));
        Assert.Equal(new Unavailable("timeout"), outcome);
        Assert.Empty(silent.Requests);
    }

    [Fact]
    public async Task A_reset_on_a_reused_connection_is_in_doubt_and_not_silently_repeated()
    {
        var calls = 0;
        await using var server = new LoopbackServer(call =>
            ++calls % 2 == 0 ? call.ResetAsync() : call.AnswerAsync(201, $$"""{"sid":"{{TwilioUnderTest.Sid}}"}"""));
        await using var services = TwilioUnderTest.Services(database, server.Address);
        var channel = services.GetRequiredService<IChannel>();
        for (var i = 1; i <= 10; i++)
        {
            var outcome = Assert.Single(await channel.SendAsync([TwilioUnderTest.Message], default));
            Assert.True(i % 2 == 0 ? outcome is InDoubt : outcome is Accepted, $"call {i}: {outcome}");
            Assert.Equal(i, server.Requests.Count);
        }
    }

    [Fact]
    public async Task The_request_is_Twilios_form_and_carries_our_reference()
    {
        await using var server = new LoopbackServer(TwilioCase.All["accepted"].Behave);
        await TwilioUnderTest.SendAsync(database, server.Address);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith($"POST /2010-04-01/Accounts/{TwilioUnderTest.Account}/Messages.json HTTP/1.1", request);
        Assert.Contains("Authorization: Basic ", request);
        var form = FormBody.Parse(System.Text.Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n") + 4)..]));
        Assert.Equal(TwilioUnderTest.Message.Address, form["To"]);
        Assert.Equal(TwilioUnderTest.Message.Body, form["Body"]);
        Assert.Equal("BHXH", form["From"]);
        Assert.Equal("7200", form["ValidityPeriod"]);
        var callback = new Uri(form["StatusCallback"]!);
        Assert.Equal("/webhooks/twilio/status", callback.AbsolutePath);
        Assert.StartsWith("?m=7-42&h=", callback.Query);
        await using var services = TwilioUnderTest.Services(database, server.Address);
        Assert.True(CallbackTag.Matches(services.GetRequiredService<EngineSecrets>().WebhookKey, "twilio", TwilioUnderTest.Message.Reference, callback.Query["?m=7-42&h=".Length..]));
    }

    [Fact]
    public async Task The_breaker_opens_after_a_row_of_failures_and_lets_through_again_after_its_pause()
    {
        var works = false;
        await using var server = new LoopbackServer(call => works ? TwilioCase.All["accepted"].Behave(call) : call.AnswerAsync(500, "{}"));
        await using var services = TwilioUnderTest.Services(database, server.Address);
        var time = new FakeTimeProvider();
        using var http = new HttpClient();
        IChannel channel = new TwilioChannel(http, services.GetRequiredService<IOptions<TwilioOptions>>(),
            services.GetRequiredService<IOptions<WebhookOptions>>(), services.GetRequiredService<EngineSecrets>(), time);
        async Task<SendOutcome> SendAsync() => Assert.Single(await channel.SendAsync([TwilioUnderTest.Message], default));

        for (var i = 0; i < SenderPipeline.MinimumThroughput; i++) Assert.Equal(new InDoubt("http-500"), await SendAsync());
        works = true;
        Assert.Equal(new Unavailable("circuit-open"), await SendAsync());
        Assert.Equal(SenderPipeline.MinimumThroughput, server.Requests.Count);
        time.Advance(SenderPipeline.BreakDuration + TimeSpan.FromSeconds(1));
        Assert.IsType<Accepted>(await SendAsync());
    }
}
