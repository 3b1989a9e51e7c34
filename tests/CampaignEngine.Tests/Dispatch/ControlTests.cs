using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

public sealed class ControlTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_pause_lets_the_slice_in_flight_finish_and_no_other_begin_and_resume_goes_on()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 50, inFlight: 10);
        var pumping = await StopInFirstSliceAsync(bench, async () => await bench.Get<PauseRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default));
        await pumping;
        Assert.Equal(10, bench.Channel.Calls.Count);
        Assert.Equal((RunState.Paused, 10, 40), await NumbersAsync(bench, "pending"));
        await bench.PumpAsync();
        Assert.Equal(10, bench.Channel.Calls.Count);

        await bench.Get<ResumeRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        await bench.PumpAsync(pumps: 4);
        Assert.Equal(Enumerable.Range(1, 50), bench.Channel.Numbers.Order());
    }

    [Fact]
    public async Task A_cancel_ends_what_is_pending_and_lets_what_is_in_flight_finish()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 50, inFlight: 10, chunkSize: 25);
        var pumping = await StopInFirstSliceAsync(bench, async () =>
            Assert.Equal(40, await bench.Get<CancelRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default)));
        await pumping;
        await bench.PumpAsync();
        Assert.Equal(10, bench.Channel.Calls.Count);
        Assert.Equal((RunState.Cancelled, 10, 40), await NumbersAsync(bench, "cancelled"));
        await Assert.ThrowsAsync<RefusedException>(async () => await bench.Get<ResumeRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default));
    }

    [Fact]
    public async Task What_a_cancelled_run_gets_back_as_surely_not_sent_is_cancelled_too()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 10);
        var pumping = await StopInFirstSliceAsync(
            bench, async () => await bench.Get<CancelRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default), new Unavailable("refused"));
        await pumping;
        Assert.Equal(10, (await bench.StandingAsync()).Members.Cancelled);
    }

    [Fact]
    public async Task A_stop_of_the_process_finishes_the_slice_and_gives_the_chunk_back()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 50, inFlight: 10);
        using var stop = new CancellationTokenSource();
        await await StopInFirstSliceAsync(bench, stop.CancelAsync, cancel: stop.Token);
        Assert.Equal(10, (await bench.StandingAsync()).ByStatus["accepted"]);
        Assert.Equal("ready", await bench.ScalarAsync<string>("SELECT state FROM chunks WHERE run_id = @RunId"));
        await bench.PumpAsync();
        Assert.Equal(Enumerable.Range(1, 50), bench.Channel.Numbers.Order());
    }

    [Fact]
    public async Task Only_a_manager_or_operator_controls_a_run()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 1);
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            bench.Get<PauseRun>().ExecuteAsync(new Actor(1, "an", [Role.Analyst]), bench.RunId, default));
    }

    /// <summary>Acts while the first slice is out at the provider, then lets it answer.</summary>
    private static async Task<Task> StopInFirstSliceAsync(
        DispatchBench bench, Func<Task> act, SendOutcome? answer = null, CancellationToken cancel = default)
    {
        var (called, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Channel.Answer = async message =>
        {
            called.TrySetResult();
            await go.Task;
            return answer ?? await ScriptedChannel.Take(message);
        };
        var pumping = bench.PumpAsync(cancel: cancel);
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await act();
        go.SetResult();
        return pumping;
    }

    private static async Task<(string, long, long)> NumbersAsync(DispatchBench bench, string rest)
    {
        var standing = await bench.StandingAsync();
        return (standing.State, standing.ByStatus["accepted"], standing.ByStatus[rest]);
    }
}
