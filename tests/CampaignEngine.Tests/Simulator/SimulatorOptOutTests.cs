using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Simulator;

/// <summary>A provider that keeps a list of refusals of its own.</summary>
public sealed class SimulatorOptOutTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_provider_that_takes_refusals_itself_says_so_and_refuses_the_number_afterwards()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Stop = 1, OwnOptOut = true, CallbackDelayMs = 10 });
        await using var host = await WebhookHost.ListenAsync(database, simulator.Address);
        await simulator.ControlAsync(new { inboundUrl = host.Address + TwilioChannel.InboundPath });
        var channel = host.Services.GetRequiredService<IChannel>();
        async Task<SendOutcome> SendAsync(int number) =>
            Assert.Single(await channel.SendAsync([new(new(2, number), "+84907777777", "Xin chào", 1, TimeSpan.FromHours(1))], default));
        Assert.IsType<Accepted>(await SendAsync(1));
        await simulator.SettledAsync();
        Assert.Equal(new Rejected(RejectionKind.Recipient, "21610", Suppress: true), await SendAsync(2));
        await host.Services.GetRequiredService<CampaignEngine.Intake.TakeReplies>().ExecuteAsync(default);
        await using var connection = await database.Source.OpenConnectionAsync();
        var key = CampaignEngine.Recipients.NumberKey.Of(host.Services.GetRequiredService<EngineSecrets>().NumberKey, "+84907777777");
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(confirmation_no) FROM refusals WHERE number_key = @key", new { key }));
        Assert.Single(await CampaignEngine.Consent.Suppressions.FindAsync(connection, key, default));
    }
}
