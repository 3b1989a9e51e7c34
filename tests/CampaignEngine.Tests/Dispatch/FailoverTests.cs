using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>Two providers of one medium, in order.</summary>
public sealed class FailoverTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly ScriptedChannel first = new("first"), second = new("second");

    [Fact]
    public async Task The_first_in_order_carries_all_while_it_can()
    {
        await using var bench = await StartAsync(messages: 60);
        await bench.PumpAsync(pumps: 3);
        Assert.Equal((60, 0), (first.Calls.Count, second.Calls.Count));
    }

    [Fact]
    public async Task The_settings_name_the_order()
    {
        await using var bench = await StartAsync(messages: 20, "second, first");
        await bench.PumpAsync();
        Assert.Equal((0, 20), (first.Calls.Count, second.Calls.Count));
    }

    [Fact]
    public async Task What_the_first_surely_did_not_send_goes_by_the_second_at_once_and_each_message_once()
    {
        await using var bench = await StartAsync(messages: 120);
        first.Answer = _ => Task.FromResult<SendOutcome>(new Unavailable("refused"));
        await bench.PumpAsync(pumps: 3);
        Assert.Equal(Enumerable.Range(1, 120), second.Numbers.Order());
        Assert.Equal(120, (await bench.StandingAsync()).ByStatus["accepted"]);
        Assert.Equal("second", await bench.ScalarAsync<string>("SELECT DISTINCT provider FROM messages WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task What_is_in_doubt_at_the_first_is_not_given_to_the_second()
    {
        await using var bench = await StartAsync(messages: 30);
        var calls = 0;
        // Ten are lost on the way back, then the breaker is open.
        first.Answer = _ => Task.FromResult<SendOutcome>(Interlocked.Increment(ref calls) <= 10 ? new InDoubt("timeout") : new Unavailable("circuit-open"));
        await bench.PumpAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.PumpAsync();
        var standing = await bench.StandingAsync();
        Assert.Equal((10, 20), (standing.Members.InDoubt, standing.ByStatus["accepted"]));
        Assert.Empty(second.Numbers.Intersect(first.Numbers.Take(10)));
    }

    [Fact]
    public async Task A_text_or_a_number_that_is_refused_is_refused_and_not_tried_elsewhere()
    {
        await using var bench = await StartAsync(messages: 10);
        first.Answer = m => Task.FromResult<SendOutcome>(new Rejected(m.Reference.MessageNo % 2 == 0 ? RejectionKind.Recipient : RejectionKind.Content, "no"));
        await bench.PumpAsync();
        Assert.Equal((10, 0), ((await bench.StandingAsync()).Members.Failed, second.Calls.Count));
    }

    [Fact]
    public async Task A_stopped_account_and_a_used_up_quota_pass_the_work_on()
    {
        await using var stopped = await StartAsync(messages: 10);
        first.Answer = _ => Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Configuration, "20003"));
        await stopped.PumpAsync();
        Assert.Equal(10, (await stopped.StandingAsync()).ByStatus["accepted"]);
        Assert.Equal("configuration:20003", await stopped.ScalarAsync<string>("SELECT stop_reason FROM senders WHERE sender = 'first'"));

        await using var used = await StartAsync(messages: 10);
        first.Answer = _ => Task.FromResult<SendOutcome>(new QuotaUntil(database.Clock.GetUtcNow().AddHours(9), "quota"));
        await used.PumpAsync();
        Assert.Equal(10, (await used.StandingAsync()).ByStatus["accepted"]);
    }

    [Fact]
    public async Task When_the_first_recovers_new_work_returns_to_it()
    {
        await using var bench = await StartAsync(messages: 20, chunkSize: 10);
        first.Answer = _ => Task.FromResult<SendOutcome>(new Unavailable("refused"));
        await bench.Get<Pump>().StepAsync(Guid.NewGuid(), default);
        await bench.Get<Pump>().StepAsync(Guid.NewGuid(), default);
        Assert.Equal(10, second.Calls.Count);

        first.Answer = ScriptedChannel.Take;
        database.Clock.Advance(TimeSpan.FromSeconds(20));
        await bench.PumpAsync();
        Assert.Equal(10, second.Calls.Count);
        Assert.Equal(20, (await bench.StandingAsync()).ByStatus["accepted"]);
    }

    [Fact]
    public async Task Where_both_are_down_the_work_waits_and_nothing_is_lost()
    {
        await using var bench = await StartAsync(messages: 10);
        first.Answer = second.Answer = _ => Task.FromResult<SendOutcome>(new Unavailable("refused"));
        await bench.PumpAsync();
        Assert.Equal(10, (await bench.StandingAsync()).Members.Open);
        first.Answer = second.Answer = ScriptedChannel.Take;
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await bench.PumpAsync();
        Assert.Equal((10, RunState.Completed), ((await bench.StandingAsync()).ByStatus["accepted"], (await bench.StandingAsync()).State));
    }

    [Fact]
    public async Task A_person_stops_a_sender_with_a_trace_and_lets_it_go_on()
    {
        await using var bench = await StartAsync(messages: 10);
        var actor = await bench.OperatorAsync();
        await bench.Get<StopSender>().ExecuteAsync(actor, "first", "maintenance", default);
        var again = await Assert.ThrowsAsync<RefusedException>(() => bench.Get<StopSender>().ExecuteAsync(actor, "first", "again", default));
        Assert.Equal("sender-not-running", again.Problems[0].Code);
        await bench.PumpAsync();
        Assert.Equal((0, 10), (first.Calls.Count, second.Calls.Count));
        await bench.Get<ResumeSender>().ExecuteAsync(actor, "first", default);
        Assert.Null(await bench.ScalarAsync<string?>("SELECT stop_reason FROM senders WHERE sender = 'first'"));
    }

    /// <summary>Between the answer of the first and the turn of the second: its slice is in doubt, and never the second's.</summary>
    [Fact]
    public async Task A_worker_lost_while_the_first_is_asked_leaves_its_slice_to_nobody()
    {
        await using var bench = await StartAsync(messages: 20, inFlight: 5);
        var called = new TaskCompletionSource();
        var never = new TaskCompletionSource<SendOutcome>();
        var calls = 0;
        first.Answer = _ =>
        {
            if (Interlocked.Increment(ref calls) == 5) called.SetResult();
            return never.Task;
        };
        var lost = bench.PumpAsync();
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.ScalarAsync<int>("UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE run_id = @RunId AND state = 'leased'");
        await bench.Get<Rescue>().ExecuteAsync(default);
        first.Answer = _ => Task.FromResult<SendOutcome>(new Unavailable("refused"));
        await bench.PumpAsync(pumps: 2);
        Assert.Equal(Enumerable.Range(6, 15), second.Numbers.Order());
        Assert.Equal(5, (await bench.StandingAsync()).Members.InDoubt);
        never.SetResult(new Accepted("late"));
        await lost;
    }

    private Task<DispatchBench> StartAsync(int messages, string order = "", int chunkSize = 50, int inFlight = 64) =>
        DispatchBench.StartAsync(database, messages, chunkSize, inFlight, channels: [first, second], settings: ("Dispatch:SenderOrder", order));
}
