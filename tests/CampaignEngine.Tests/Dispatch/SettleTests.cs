using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>What is in doubt or silent, asked of the provider's look-alike over HTTP.</summary>
public sealed class SettleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 200;

    [Fact]
    public async Task What_is_in_doubt_is_found_or_sent_again_and_nothing_is_lost_or_doubled()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 11, ResetBefore = 0.04, ResetAfter = 0.04, ServerErrorAfter = 0.04, CallbackLost = 1, CallbackDelayMs = 0, CallbackJitterMs = 0 });
        // Few in flight: what fails comes back first, and a whole slice of it would open the breaker, which the rounds below do not outwait.
        await using var bench = await StartAsync(simulator, Messages, inFlight: 3);
        for (var round = 0; round < 12; round++)
        {
            await bench.PumpAsync(pumps: 2);
            database.Clock.Advance(TimeSpan.FromMinutes(20));
            await bench.Get<SettleDue>().ExecuteAsync(default);
        }
        var taken = simulator.Count();
        Assert.Equal((Messages, 0), (taken.Distinct, taken.Duplicates));
        Assert.True(taken.Requests > Messages, "nothing was in doubt");
        var standing = await bench.StandingAsync();
        Assert.Equal((0, 0), (standing.Members.InDoubt, standing.Members.Open));
        Assert.Equal(taken.ByStatus["delivered"], standing.Members.Delivered);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM due WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task Receipts_that_never_come_are_asked_for()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 5, CallbackLost = 1, CallbackDelayMs = 0, CallbackJitterMs = 0, Undelivered = 0.2, Failed = 0.1 });
        await using var bench = await StartAsync(simulator, Messages);
        await bench.PumpAsync();
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal(Messages, (await bench.StandingAsync()).Members.Open);

        database.Clock.Advance(TimeSpan.FromMinutes(16));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        var ends = simulator.Count().ByStatus;
        var members = (await bench.StandingAsync()).Members;
        Assert.Equal((ends["delivered"], ends["undelivered"], ends["failed"]), (members.Delivered, members.Undelivered, members.Failed));
    }

    [Fact]
    public async Task Not_found_too_early_means_nothing()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 1, ResetBefore = 1 });
        await using var bench = await StartAsync(simulator, 5);
        await bench.PumpAsync();
        await simulator.ControlAsync(new { resetBefore = 0 });
        database.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await bench.Get<SettleDue>().ExecuteAsync(default));
        await bench.PumpAsync();
        Assert.Equal((5, 0), ((await bench.StandingAsync()).Members.InDoubt, simulator.Count().Accepted));

        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        await bench.PumpAsync();
        Assert.Equal((0, 5), ((await bench.StandingAsync()).Members.InDoubt, simulator.Count().Distinct));
    }

    [Fact]
    public async Task Of_two_people_with_one_telephone_one_is_found_and_the_other_sent_again()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1 });
        await using var bench = await StartAsync(simulator, 2);
        await bench.ScalarAsync<int>("UPDATE messages SET address = '+84901111111' WHERE run_id = @RunId");
        // The provider took the second; of both the answer was lost with the worker.
        await simulator.SendAsync($"{bench.RunId}-2", "+84901111111");
        await bench.ScalarAsync<int>("UPDATE messages SET status = 'sending', attempt = 1 WHERE run_id = @RunId; UPDATE messages SET status = 'in_doubt', reason = 'worker-lost' WHERE run_id = @RunId");
        await bench.ScalarAsync<int>("UPDATE chunks SET state = 'done' WHERE run_id = @RunId; INSERT INTO due (run_id, first_no, last_no, due_at) VALUES (@RunId, 1, 2, '2000-01-01')");

        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        await bench.PumpAsync();
        Assert.Equal(2, simulator.Count().Accepted);
        Assert.Equal(2, (await bench.StandingAsync()).ByStatus.Where(s => s.Key is "accepted" or "delivered").Sum(s => s.Value));
        Assert.Equal(2, await bench.ScalarAsync<int>("SELECT count(DISTINCT provider_id) FROM messages WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task A_cancelled_run_stays_cancelled_whatever_the_provider_did_not_take()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { ResetBefore = 1 });
        await using var bench = await StartAsync(simulator, 5);
        await bench.PumpAsync();
        await bench.ScalarAsync<int>("UPDATE runs SET state = 'cancelled' WHERE run_id = @RunId");
        database.Clock.Advance(TimeSpan.FromMinutes(30));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        await bench.PumpAsync();
        Assert.Equal((5, RunState.Cancelled), ((await bench.StandingAsync()).Members.Cancelled, (await bench.StandingAsync()).State));
    }

    [Fact]
    public async Task Who_dies_between_the_question_and_the_writing_has_changed_nothing_and_another_looks_again()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { ResetAfter = 1, CallbackLost = 1 });
        await using var bench = await StartAsync(simulator, 5);
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        // Taken, and never finished: what a killed worker leaves.
        Assert.NotNull(await bench.Get<DueStore>().TakeAsync(default));
        Assert.Null(await bench.Get<DueStore>().TakeAsync(default));
        Assert.Equal(5, (await bench.StandingAsync()).Members.InDoubt);

        await bench.ScalarAsync<int>("UPDATE due SET lease_until = lease_until - interval '1 day' WHERE run_id = @RunId");
        Assert.Equal(1, await bench.Get<SettleDue>().ExecuteAsync(default));
        Assert.Equal((0, 5), ((await bench.StandingAsync()).Members.InDoubt, simulator.Count().Accepted));
    }

    [Fact]
    public async Task Two_workers_never_look_at_one_range_at_once()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1 });
        await using var bench = await StartAsync(simulator, 40, chunkSize: 4);
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        var due = bench.Get<DueStore>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<DueRange>();
            while (await due.TakeAsync(default) is { } range) mine.Add(range);
            return mine;
        })));
        Assert.Equal(10, taken.Sum(mine => mine.Count));
        Assert.Equal(10, taken.SelectMany(mine => mine).Select(range => range.FirstNo).Distinct().Count());
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_changes_nothing_and_is_asked_later()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { ResetAfter = 1 });
        await using var bench = await StartAsync(simulator, 5);
        await bench.PumpAsync();
        await simulator.DisposeAsync();
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await bench.Get<SettleDue>().ExecuteAsync(default));
        Assert.Equal(5, (await bench.StandingAsync()).Members.InDoubt);
        Assert.Equal(0, await bench.Get<SettleDue>().ExecuteAsync(default));
        database.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await bench.Get<SettleDue>().ExecuteAsync(default));
    }

    [Fact]
    public async Task What_no_one_can_be_asked_about_expires_honestly_and_a_late_receipt_still_counts()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 3);
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromHours(71));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal(3, (await bench.StandingAsync()).Members.Open);
        database.Clock.Advance(TimeSpan.FromHours(8));
        await bench.Get<SettleDue>().ExecuteAsync(default);
        Assert.Equal("expired:no-receipt", await bench.ReasonAsync(1));

        await using var connection = await database.Source.OpenConnectionAsync();
        await MessageStatuses.ApplyReceiptsAsync(connection, "scripted",
            [new Receipt(new MessageReference(bench.RunId, 1), null, DeliveryStatus.Delivered, "delivered", null, null)], database.Clock.GetUtcNow(), default);
        var members = (await bench.StandingAsync()).Members;
        Assert.Equal((1, 2), (members.Delivered, members.Expired));
    }

    private Task<DispatchBench> StartAsync(SimulatorUnderTest simulator, int messages, int chunkSize = 50, int inFlight = 64) =>
        DispatchBench.StartAsync(database, messages, chunkSize, inFlight, provider: new Dictionary<string, string?>
        {
            ["Twilio:BaseUrl"] = simulator.Address,
            ["Twilio:AccountSid"] = SimulatorUnderTest.Account,
            ["Twilio:AuthToken"] = "simulator-token",
            ["Twilio:From"] = "+15005550006",
            ["Webhooks:PublicBaseUrl"] = "http://127.0.0.1:1",
            ["Settle:QuestionsPerSecond"] = "1000",
        });
}
