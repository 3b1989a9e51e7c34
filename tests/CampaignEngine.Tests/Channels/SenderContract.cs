using System.Net;
using System.Net.Sockets;
using CampaignEngine.Channels;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CampaignEngine.Tests.Channels;

/// <summary>What every provider's channel must do, against a real loopback server that counts the calls.</summary>
public abstract class SenderContract(TestDatabase database)
{
    public static readonly OutgoingMessage Message =
        new(new MessageReference(7, 42), "+84901234567", "Nhà nước hỗ trợ 50 % & hơn + nữa", 1, TimeSpan.FromHours(2), Attempt: 3);

    /// <summary>What is sent, where a provider takes no plain text.</summary>
    protected virtual OutgoingMessage Sent => Message;

    /// <summary>Settings with this provider alone, at that address.</summary>
    protected abstract Dictionary<string, string?> Settings(string address);

    /// <summary>Status and body of an acceptance.</summary>
    protected abstract (int Status, string Body) Accepting { get; }

    protected abstract IChannel Create(IServiceProvider services, HttpClient http, TimeProvider time);

    protected ServiceProvider Services(string address) => database.Services(Settings(address));

    [Fact]
    public async Task A_refused_connection_and_an_unknown_name_are_surely_not_sent()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"http://{closed.LocalEndpoint}";
        closed.Stop();
        Assert.Equal(new Unavailable("http-ConnectionError"), await SendAsync(address));
        Assert.IsType<Unavailable>(await SendAsync("https://no-such-host.invalid"));
    }

    [Fact]
    public async Task A_connection_that_does_not_stand_in_time_is_surely_not_sent()
    {
        // Nobody speaks TLS here: the handshake hangs, so that not a byte of the request can leave.
        await using var silent = new LoopbackServer(call => call.HangAsync());
        Assert.Equal(new Unavailable("timeout"), await SendAsync(Settings(silent.Address.Replace("http://", "https://")).Impatient()));
        Assert.Empty(silent.Requests);
    }

    [Fact]
    public async Task A_reset_on_a_reused_connection_is_in_doubt_and_not_silently_repeated()
    {
        var calls = 0;
        await using var server = new LoopbackServer(call => ++calls % 2 == 0 ? call.ResetAsync() : call.AnswerAsync(Accepting.Status, Accepting.Body));
        await using var services = Services(server.Address);
        var channel = services.GetRequiredService<IChannel>();
        for (var i = 1; i <= 10; i++)
        {
            var outcome = Assert.Single(await channel.SendAsync([Sent], default));
            Assert.True(i % 2 == 0 ? outcome is InDoubt : outcome is Accepted, $"call {i}: {outcome}");
            Assert.Equal(i, server.Requests.Count);
            Assert.StartsWith("POST ", server.Requests.Last());
        }
    }

    [Fact]
    public async Task The_breaker_opens_after_a_row_of_failures_and_lets_through_again_after_its_pause()
    {
        var works = false;
        await using var server = new LoopbackServer(call => works ? call.AnswerAsync(Accepting.Status, Accepting.Body) : call.AnswerAsync(500, "{}"));
        await using var services = Services(server.Address);
        var time = new FakeTimeProvider();
        using var http = new HttpClient();
        var channel = Create(services, http, time);
        async Task<SendOutcome> SendAsync() => Assert.Single(await channel.SendAsync([Sent], default));

        for (var i = 0; i < SenderPipeline.MinimumThroughput; i++) Assert.Equal(new InDoubt("http-500"), await SendAsync());
        works = true;
        Assert.Equal(new Unavailable("circuit-open"), await SendAsync());
        Assert.Equal(SenderPipeline.MinimumThroughput, server.Requests.Count);
        time.Advance(SenderPipeline.BreakDuration + TimeSpan.FromSeconds(1));
        Assert.IsType<Accepted>(await SendAsync());
    }

    private protected async Task HoldsAsync(SenderCase known)
    {
        await using var server = new LoopbackServer(known.Behave);
        var settings = Settings(server.Address);
        Assert.Equal(known.Expected, await SendAsync(known.Expected is InDoubt { Code: "timeout" } ? settings.Impatient() : settings));
        Assert.Single(server.Requests);
    }

    protected Task<SendOutcome> SendAsync(string address) => SendAsync(Settings(address));

    private async Task<SendOutcome> SendAsync(Dictionary<string, string?> settings)
    {
        await using var services = database.Services(settings);
        return Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([Sent], default));
    }
}
