using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Receipts;

namespace CampaignEngine.Tests.Dispatch;

public sealed class BrakeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly (string, string?)[] Settings = [("Dispatch:BrakeWindow", "50"), ("Dispatch:BrakeMinimum", "40"), ("Dispatch:BrakeShare", "0.3")];

    [Fact]
    public async Task Too_large_a_share_of_failures_pauses_the_run_with_its_figures_and_the_commonest_code()
    {
        await using var bench = await StartAsync(messages: 400);
        bench.Channel.Answer = message => (message.Reference.MessageNo % 10) switch
        {
            < 3 => Failure("21211"),
            3 => Failure("21614"),
            _ => ScriptedChannel.Take(message),
        };
        await bench.PumpAsync();
        var standing = await bench.StandingAsync();
        Assert.Equal((RunState.Paused, "brake:16/40:21211"), (standing.State, standing.Reason));
        Assert.Equal(40, bench.Channel.Calls.Count);
        var (vi, en) = PauseReason.Words(standing.Reason)!.Value;
        Assert.Contains("16 trong 40", vi, StringComparison.Ordinal);
        Assert.Contains("16 of the last 40", en, StringComparison.Ordinal);
        Assert.Contains("21211", en, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_below_lets_the_run_go_on()
    {
        await using var bench = await StartAsync(messages: 400);
        bench.Channel.Answer = message => message.Reference.MessageNo % 4 == 0 ? Failure("21211") : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        Assert.Equal((RunState.Completed, 100), ((await bench.StandingAsync()).State, (await bench.StandingAsync()).ByStatus["failed"]));
    }

    [Fact]
    public async Task Whoever_does_not_use_the_medium_is_no_sign_of_a_fault_and_does_not_hide_one()
    {
        await using var bench = await StartAsync(messages: 400);
        bench.Channel.Answer = message => message.Reference.MessageNo % 4 != 0 ? Absent() : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        Assert.Equal((RunState.Completed, 300), ((await bench.StandingAsync()).State, (await bench.StandingAsync()).ByStatus["failed"]));

        await using var faulty = await StartAsync(messages: 400);
        faulty.Channel.Answer = message => message.Reference.MessageNo % 2 == 0 ? Absent() : Failure("-108");
        await faulty.PumpAsync();
        Assert.Equal(RunState.Paused, (await faulty.StandingAsync()).State);
    }

    [Fact]
    public async Task Only_the_last_outcomes_count()
    {
        await using var bench = await StartAsync(messages: 400);
        // 200 that went well do not outweigh what goes wrong now.
        bench.Channel.Answer = message => message.Reference.MessageNo > 200 ? Failure("30007") : ScriptedChannel.Take(message);
        await bench.PumpAsync();
        Assert.Equal(RunState.Paused, (await bench.StandingAsync()).State);
        Assert.InRange(bench.Channel.Calls.Count, 200, 240);
    }

    [Fact]
    public async Task Failures_of_all_workers_are_judged_together()
    {
        await using var bench = await StartAsync(messages: 200);
        bench.Channel.Answer = _ => Failure("21211");
        await using var workers = Workers.Start(database, 4, bench.Channel, [("Dispatch:PartsPerSecond", "100000"), ("Dispatch:InFlight", "10"), .. Settings]);
        await workers.PumpAsync();
        Assert.Equal(RunState.Paused, (await bench.StandingAsync()).State);
        // Forty together, and what the other three had out by then.
        Assert.InRange(bench.Channel.Calls.Count, 40, 70);
    }

    [Fact]
    public async Task A_resume_begins_anew()
    {
        await using var bench = await StartAsync(messages: 200);
        bench.Channel.Answer = _ => Failure("21211");
        await bench.PumpAsync();
        Assert.Equal(40, bench.Channel.Calls.Count);

        await bench.Get<ResumeRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        await bench.PumpAsync();
        Assert.Equal((80, RunState.Paused), (bench.Channel.Calls.Count, (await bench.StandingAsync()).State));

        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.Get<ResumeRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        await bench.PumpAsync();
        Assert.Equal(RunState.Completed, (await bench.StandingAsync()).State);
        await bench.Get<Sweep>().ExecuteAsync(default);
        Assert.Equal(0, await bench.ScalarAsync<int>("SELECT count(*) FROM outcome_tallies WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task What_receipts_say_counts_by_itself_however_well_the_answers_were()
    {
        await using var bench = await StartAsync(messages: 300, chunkSize: 150);
        await bench.ScalarAsync<int>("UPDATE chunks SET ready_at = ready_at + interval '1 hour' WHERE run_id = @RunId AND chunk_no = 2");
        await bench.PumpAsync();
        Assert.Equal(150, bench.Channel.Calls.Count);
        var services = bench.Get<IServiceProvider>();
        foreach (var number in Enumerable.Range(1, 60))
            await services.StoreAsync(new MessageReference(bench.RunId, number), number % 2 == 0 ? "undelivered" : "delivered", number % 2 == 0 ? 30003 : null);

        await services.ApplyAsync();

        var standing = await bench.StandingAsync();
        Assert.Equal((RunState.Paused, "brake:30/60:30003"), (standing.State, standing.Reason));
    }

    [Fact]
    public async Task Without_a_window_there_is_no_brake()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 100, inFlight: 10, settings: [("Dispatch:BrakeWindow", "0")]);
        bench.Channel.Answer = _ => Failure("21211");
        await bench.PumpAsync();
        Assert.Equal((100, RunState.Completed), (bench.Channel.Calls.Count, (await bench.StandingAsync()).State));
    }

    private Task<DispatchBench> StartAsync(int messages, int chunkSize = 50) =>
        DispatchBench.StartAsync(database, messages, chunkSize, inFlight: 10, settings: Settings);

    private static Task<SendOutcome> Absent() => Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Absent, "-118"));

    private static Task<SendOutcome> Failure(string code) => Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Recipient, code));
}
