using CampaignEngine.Access;
using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>One message to our own staff, and to nobody else.</summary>
public sealed class TestSendTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Staff = "+84901000009";

    [Fact]
    public async Task It_goes_over_that_sender_to_an_address_of_the_settings_and_counts_nowhere()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var services = Services(simulator);
        var outcome = await SendAsync(services, Staff);
        Assert.Equal(("accepted", 1), (outcome.State, simulator.Count().Accepted));
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Equal(("accepted", outcome.ProviderId), await connection.QuerySingleAsync<(string, string?)>("SELECT state, provider_id FROM test_sends WHERE test_id = @TestId", outcome));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM messages"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM test_sends t WHERE to_jsonb(t)::text LIKE '%901000009%'"));
    }

    [Fact]
    public async Task It_goes_to_nobody_else_and_over_no_sender_that_is_not_there()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        await using var services = Services(simulator);
        Assert.Equal("not-a-test-address", (await Assert.ThrowsAsync<RefusedException>(() => SendAsync(services, "+84901000001"))).Problems[0].Code);
        Assert.Equal("no-sender", (await Assert.ThrowsAsync<RefusedException>(() => SendAsync(services, Staff, "esms"))).Problems[0].Code);
        var reader = await Actors.AddAsync(services, "an", Role.Analyst);
        await Assert.ThrowsAsync<ForbiddenException>(() => services.GetRequiredService<TestSend>().ExecuteAsync(reader, "twilio", Staff, "Thử", default));
        Assert.Equal(0, simulator.Count().Accepted);
    }

    [Theory]
    [InlineData(1, 0, "refused", 0)]
    [InlineData(0, 1, "in_doubt", 1)]
    public async Task What_the_provider_says_is_written_down(double rejected, double resetAfter, string state, int taken)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Rejected = rejected, ResetAfter = resetAfter });
        await using var services = Services(simulator);
        var outcome = await SendAsync(services, Staff);
        Assert.Equal((state, taken), (outcome.State, simulator.Count().Accepted));
        Assert.NotNull(outcome.Code);
    }

    private ServiceProvider Services(SimulatorUnderTest simulator) =>
        database.Services(new Dictionary<string, string?>(TwilioUnderTest.Settings(simulator.Address)) { ["Twilio:AccountSid"] = SimulatorUnderTest.Account, ["Twilio:AuthToken"] = "simulator-token", ["Dispatch:TestAddresses"] = $"+84901000008, {Staff}" });

    private static async Task<TestOutcome> SendAsync(ServiceProvider services, string to, string provider = "twilio") =>
        await services.GetRequiredService<TestSend>().ExecuteAsync(await Actors.AddAsync(services, "op", Role.Operator), provider, to, "Thử", default);
}
