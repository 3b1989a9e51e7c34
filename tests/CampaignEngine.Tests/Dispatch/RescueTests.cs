using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

public sealed class RescueTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_worker_lost_between_the_claim_and_the_outcome_leaves_its_slice_in_doubt_and_the_rest_is_sent_once()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 50, inFlight: 10);
        var never = new TaskCompletionSource<SendOutcome>();
        await LoseAsync(bench, never.Task);
        await bench.PumpAsync(pumps: 2);
        Assert.Equal(10, bench.Channel.Calls.Count);

        Assert.Equal(1, await bench.Get<Rescue>().ExecuteAsync(default));
        Assert.Equal("in_doubt:worker-lost", await bench.ReasonAsync(1));
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync(pumps: 4);
        Assert.Equal(Enumerable.Range(1, 50), bench.Channel.Numbers.Order());
        var standing = await bench.StandingAsync();
        Assert.Equal((10, 40, RunState.Completed), (standing.Members.InDoubt, standing.Members.Open, standing.State));
    }

    [Fact]
    public async Task A_worker_that_was_only_slow_settles_the_doubt_and_goes_no_further()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 50, inFlight: 10);
        var late = new TaskCompletionSource<SendOutcome>();
        var slow = await LoseAsync(bench, late.Task);
        await bench.Get<Rescue>().ExecuteAsync(default);
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync();
        late.SetResult(new Accepted("late"));
        await slow;
        Assert.Equal(Enumerable.Range(1, 50), bench.Channel.Numbers.Order());
        Assert.Equal(50, (await bench.StandingAsync()).ByStatus["accepted"]);
    }

    [Fact]
    public async Task What_a_slow_worker_surely_did_not_send_is_sent_by_another()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 20, inFlight: 10);
        var late = new TaskCompletionSource<SendOutcome>();
        var slow = await LoseAsync(bench, late.Task);
        await bench.Get<Rescue>().ExecuteAsync(default);
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync();
        late.SetResult(new Unavailable("refused"));
        await slow;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Get<Sweep>().ExecuteAsync(default);
        await bench.PumpAsync();
        var standing = await bench.StandingAsync();
        Assert.Equal((20, RunState.Completed), (standing.ByStatus["accepted"], standing.State));
    }

    [Fact]
    public async Task A_lease_that_is_kept_is_not_rescued()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 10);
        Assert.NotNull(await bench.Get<ClaimChunk>().ExecuteAsync(Guid.NewGuid(), default));
        Assert.Equal(0, await bench.Get<Rescue>().ExecuteAsync(default));
    }

    /// <summary>A pump whose first slice is out and gets no answer, and whose lease has run out.</summary>
    private static async Task<Task> LoseAsync(DispatchBench bench, Task<SendOutcome> answer)
    {
        var called = new TaskCompletionSource();
        var calls = 0;
        bench.Channel.Answer = _ =>
        {
            if (Interlocked.Increment(ref calls) == 10) called.SetResult();
            return answer;
        };
        var pumping = bench.PumpAsync();
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.ScalarAsync<int>("UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE run_id = @RunId AND state = 'leased'");
        return pumping;
    }
}
