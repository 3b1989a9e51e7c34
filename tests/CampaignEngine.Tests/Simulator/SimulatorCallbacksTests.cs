using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using CampaignEngine.Tests.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Simulator;

/// <summary>The simulator calls the engine's own webhooks, both on real sockets.</summary>
public sealed class SimulatorCallbacksTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 60;

    // Apart from the standing run of confirmations, which the database numbers.
    private const int Run = 5001;

    [Fact]
    public async Task Signed_callbacks_in_any_order_repeated_and_lost_and_the_replies_end_as_the_seed_says()
    {
        var behaviour = new BehaviourSettings
        {
            Seed = 3,
            Undelivered = 0.2,
            Failed = 0.1,
            CallbackLost = 0.1,
            CallbackRepeated = 0.3,
            CallbackUnordered = 0.3,
            CallbackUnknown = 0.1,
            Stop = 0.3,
            CallbackDelayMs = 20,
            CallbackJitterMs = 50,
        };
        await using var simulator = await SimulatorUnderTest.StartAsync(behaviour);
        await using var host = await WebhookHost.ListenAsync(database, simulator.Address);
        await simulator.ControlAsync(new { inboundUrl = host.Address + TwilioChannel.InboundPath });
        await database.WriteAsync(Run, Messages);
        foreach (var number in Enumerable.Range(1, Messages)) await database.TryMoveAsync(Run, number, CampaignEngine.Messages.MessageStatus.Sending, attempt: 1);

        var channel = host.Services.GetRequiredService<IChannel>();
        foreach (var number in Enumerable.Range(1, Messages))
            Assert.IsType<Accepted>(Assert.Single(await channel.SendAsync([new(new(Run, number), $"+8490{number:0000000}", "Xin chào", 1, TimeSpan.FromHours(1))], default)));
        var callbacks = await simulator.SettledAsync();
        Assert.Equal(0, callbacks.GetProperty("failed").GetInt32());

        await host.Services.ApplyAsync();
        var fates = Enumerable.Range(1, Messages).ToDictionary(n => n, n => Fate.Of(behaviour, $"{Run}-{n}"));
        foreach (var (number, fate) in fates)
            Assert.Equal(fate.Lost ? "sending" : fate.Ending.ToString().ToLowerInvariant(), CampaignEngine.Messages.MessageStatusNames.Name(await database.StatusAsync(Run, number)));
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(fates.Values.Count(f => f.Stops), await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE kind = 'reply'"));
        Assert.Equal(fates.Values.Count(f => f.Stops), await host.Services.GetRequiredService<CampaignEngine.Intake.TakeReplies>().ExecuteAsync(default));
        Assert.Equal(fates.Values.Count(f => f.Stops), await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM refusals"));
        Assert.Equal(fates.Values.Count(f => f.Unknown && !f.Lost), await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM inbox WHERE outcome = 'unknown-status'"));
    }
}
