using CampaignEngine.Calendar;
using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>eSMS drops a repeated RequestId: what is in doubt there is settled by sending it once more, and only where it may be sent.</summary>
public sealed class EsmsRouteTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 200;
    private static readonly BehaviourSettings AllInDoubt = new() { ResetBefore = 0.5, ResetAfter = 0.5, CallbackLost = 1, CallbackDelayMs = 0 };

    [Fact]
    public async Task What_is_in_doubt_is_settled_by_repetition_and_nothing_is_lost_or_doubled()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 3, ResetBefore = 0.04, ResetAfter = 0.04, ServerErrorAfter = 0.04, CallbackLost = 1, CallbackDelayMs = 0 });
        await using var bench = await StartAsync(simulator, Messages, inFlight: 3);
        for (var round = 0; round < 6; round++)
        {
            await bench.PumpAsync(pumps: 2);
            database.Clock.Advance(TimeSpan.FromMinutes(20));
            await bench.Get<SettleDue>().ExecuteAsync(default);
        }
        var taken = simulator.Count();
        Assert.Equal((Messages, 0, Messages), (taken.Distinct, taken.Duplicates, taken.ByProvider["esms"]));
        Assert.True(taken.Requests > Messages, "nothing was in doubt");
        var standing = await bench.StandingAsync();
        Assert.Equal((0, 0), (standing.Members.InDoubt, standing.ByStatus.GetValueOrDefault("pending")));
        // Taken before the connection broke: eSMS says so, and gives no id.
        Assert.True(await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND provider_id IS NULL") > 0);
    }

    [Theory]
    [InlineData("paused", "UPDATE runs SET state = 'paused', reason = 'test' WHERE run_id = @RunId")]
    [InlineData("cancelled", "UPDATE runs SET state = 'cancelled' WHERE run_id = @RunId")]
    [InlineData("past its expiry", "UPDATE messages SET expires_at = '2000-01-01' WHERE run_id = @RunId")]
    [InlineData("refused meanwhile", "INSERT INTO suppressions (number_key, scope, source, at) SELECT DISTINCT number_key, 'everything', 'test', now() FROM messages WHERE run_id = @RunId")]
    [InlineData("a stopped sender", "UPDATE senders SET stopped_at = now(), stop_reason = 'test'")]
    [InlineData("not known whom it was given to", "UPDATE messages SET provider = null WHERE run_id = @RunId")]
    public async Task What_may_not_be_sent_now_is_not_repeated(string why, string change)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(AllInDoubt);
        await using var bench = await StartAsync(simulator, 5);
        await bench.PumpAsync();
        var requests = simulator.Count().Requests;
        await bench.ScalarAsync<int>(change);
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal((5, requests), ((await bench.StandingAsync()).Members.InDoubt, simulator.Count().Requests));
        Assert.NotEmpty(why);
        await bench.ScalarAsync<int>("UPDATE senders SET stopped_at = null, stop_reason = null; DELETE FROM suppressions");
    }

    [Fact]
    public async Task At_night_it_waits_for_the_morning_and_after_a_day_for_a_person()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(AllInDoubt);
        await using var bench = await StartAsync(simulator, 5);
        await bench.PumpAsync();
        await simulator.ControlAsync(new { resetBefore = 0, resetAfter = 0 });
        var before = simulator.Count();
        var now = database.Clock.GetUtcNow();
        database.Clock.SetUtcNow(VietnamTime.At(VietnamTime.DayOf(now), new TimeOnly(21, 0)).ToUniversalTime());
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal(before.Requests, simulator.Count().Requests);

        // Called more than twenty hours ago: eSMS may have forgotten them.
        database.Clock.SetUtcNow(VietnamTime.At(VietnamTime.DayOf(now).AddDays(1), new TimeOnly(12, 0)).ToUniversalTime());
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal(before.Requests, simulator.Count().Requests);
        Assert.Equal(5, (await bench.StandingAsync()).Members.InDoubt);
    }

    [Fact]
    public async Task Twilio_takes_over_what_eSMS_surely_was_not_given_and_nothing_that_it_may_have()
    {
        // Every fourth is in doubt at eSMS; then it says it is too fast, which is no word about the sender.
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 8, ResetAfter = 0.3, CallbackLost = 1, CallbackDelayMs = 0 });
        await using var bench = await StartAsync(simulator, 40, inFlight: 4, more: Twilio(simulator));
        await bench.Get<Pump>().StepAsync(Guid.NewGuid(), default);
        var doubts = (await bench.StandingAsync()).Members.InDoubt;
        Assert.InRange(doubts, 1, 39);
        await bench.ScalarAsync<int>("UPDATE senders SET stopped_at = now(), stop_reason = 'test' WHERE sender = 'esms'");
        await bench.ScalarAsync<int>("UPDATE chunks SET ready_at = '2000-01-01' WHERE run_id = @RunId");
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(30));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        var taken = simulator.Count();
        Assert.Equal((40, 0), (taken.Distinct, taken.Duplicates));
        Assert.Equal(doubts, (await bench.StandingAsync()).Members.InDoubt - await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'in_doubt' AND provider = 'twilio'"));

        await bench.ScalarAsync<int>("UPDATE senders SET stopped_at = null, stop_reason = null WHERE sender = 'esms'");
        database.Clock.Advance(TimeSpan.FromMinutes(30));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal((40, 0), (simulator.Count().Distinct, simulator.Count().Duplicates));
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND status = 'in_doubt' AND provider = 'esms'"));
    }

    [Fact]
    public async Task An_address_nobody_answers_at_passes_all_to_Twilio()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1, CallbackDelayMs = 0 });
        await using var bench = await StartAsync(simulator, 60, more: new(Twilio(simulator)) { ["Esms:BaseUrl"] = "http://127.0.0.1:1" });
        await bench.PumpAsync(pumps: 3);
        Assert.Equal((60, 60, 0), (simulator.Count().Distinct, simulator.Count().ByProvider["twilio"], simulator.Count().Duplicates));
        Assert.Equal(60, (await bench.StandingAsync()).ByStatus["accepted"]);
    }

    private static Dictionary<string, string?> Twilio(SimulatorUnderTest simulator) => new()
    {
        ["Dispatch:SenderOrder"] = "esms, twilio",
        ["Twilio:BaseUrl"] = simulator.Address,
        ["Twilio:AccountSid"] = SimulatorUnderTest.Account,
        ["Twilio:AuthToken"] = "simulator-token",
        ["Twilio:From"] = "+15005550006",
    };

    private Task<DispatchBench> StartAsync(SimulatorUnderTest simulator, int messages, int inFlight = 64, Dictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Esms:BaseUrl"] = simulator.Address,
            ["Esms:ApiKey"] = "simulator-key",
            ["Esms:SecretKey"] = "simulator-secret",
            ["Esms:Brandname"] = "BHXH-DEMO",
            ["Webhooks:PublicBaseUrl"] = "http://127.0.0.1:1",
            ["Settle:QuestionsPerSecond"] = "1000",
        };
        foreach (var (name, value) in more ?? []) settings[name] = value;
        return DispatchBench.StartAsync(database, messages, 50, inFlight, provider: settings);
    }
}
