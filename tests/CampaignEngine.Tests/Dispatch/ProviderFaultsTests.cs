using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>The real channel over HTTP against the provider's look-alike, which counts what it took by our reference.</summary>
public sealed class ProviderFaultsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 400;

    [Fact]
    public async Task A_provider_that_throttles_fails_and_resets_gets_nothing_twice_and_our_counts_are_its_counts()
    {
        await using var simulator = await StartAsync(new BehaviourSettings
        {
            Seed = 7,
            Throttled = 0.1,
            ServerError = 0.03,
            ResetBefore = 0.05,
            ResetAfter = 0.05,
            CallbackLost = 1,
        });
        await using var bench = await DispatchBench.StartAsync(database, Messages, chunkSize: 25, inFlight: 16, provider: new Dictionary<string, string?>
        {
            ["Twilio:BaseUrl"] = simulator.Urls.Single(),
            ["Twilio:AccountSid"] = "AC00000000000000000000000000000000",
            ["Twilio:AuthToken"] = "simulator-token",
            ["Twilio:From"] = "+15005550006",
            ["Webhooks:PublicBaseUrl"] = "http://127.0.0.1:1",
        });
        // What was surely not sent comes back when its backoff is over: the clock, not the test, waits.
        for (var round = 0; round < 20 && await PendingAsync(bench) > 0; round++)
        {
            await bench.PumpAsync(pumps: 4);
            database.Clock.Advance(TimeSpan.FromMinutes(20));
        }
        var standing = await bench.StandingAsync();
        var taken = simulator.Services.GetRequiredService<Ledger>().Count();
        Assert.Equal(0, taken.Duplicates);
        Assert.Equal(Messages, standing.ByStatus["accepted"] + standing.Members.InDoubt);
        Assert.InRange(taken.Distinct, standing.ByStatus["accepted"], Messages);
        // Of what is in doubt the provider has a part: that is why none of it was sent again.
        Assert.InRange(taken.Distinct - standing.ByStatus["accepted"], 1, standing.Members.InDoubt - 1);
        Assert.Equal(RunState.Completed, standing.State);
    }

    private static Task<int> PendingAsync(DispatchBench bench) =>
        bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'pending'")!;

    private static async Task<WebApplication> StartAsync(BehaviourSettings behaviour)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = SimulatorApp.Build(builder);
        app.Services.GetRequiredService<Behaviour>().Now = behaviour;
        await app.StartAsync();
        return app;
    }
}
