using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

public sealed class BudgetTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Price = 830;

    [Fact]
    public async Task Four_workers_spend_a_budget_to_the_last_message_it_pays_for_and_not_one_dong_more()
    {
        await using var bench = await BudgetedAsync(messages: 300, budget: (200 * Price) + Price - 1);
        var random = new Random(7);
        // Some are surely not sent and come back: their money is spent on others.
        bench.Channel.Answer = message => random.Next(5) == 0 ? Task.FromResult<SendOutcome>(new Rejected(RejectionKind.Recipient, "21211")) : ScriptedChannel.Take(message);
        await using var workers = Workers.Start(database, 4, bench.Channel, ("Dispatch:PartsPerSecond", "100000"), ("Dispatch:InFlight", "9"), ("Dispatch:BrakeWindow", "0"));

        // What comes back after the pause leaves money over: resumed until no more of it does.
        while (await bench.ScalarAsync<long>("SELECT budget_dong - reserved_dong FROM run_budgets WHERE run_id = @RunId") >= Price)
        {
            await workers.PumpAsync();
            if (await StateAsync(bench) == "paused:budget-exhausted") await bench.Get<ResumeRun>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, default);
        }
        await workers.PumpAsync();

        Assert.Equal(200, (await bench.StandingAsync()).ByStatus["accepted"]);
        Assert.Equal("paused:budget-exhausted", await StateAsync(bench));
        Assert.Equal(200 * Price, await bench.ScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId"));
        Assert.Equal(200 * Price, await bench.ScalarAsync<long>("SELECT sum(dong) FROM reservations WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task An_exhausted_run_is_paused_with_its_reason_its_figures_and_a_trace()
    {
        await using var bench = await BudgetedAsync(messages: 10, budget: 3 * Price);
        await bench.PumpAsync();
        var standing = await bench.StandingAsync();
        Assert.Equal((RunState.Paused, PauseReason.BudgetExhausted), (standing.State, standing.Reason));
        Assert.Equal(new BudgetUse(3 * Price, 3 * Price), standing.Budget);
        Assert.Equal((3, 7), (standing.ByStatus["accepted"], standing.ByStatus["pending"]));
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'run.pause' AND subject = @subject AND user_id IS NULL", new { subject = $"run {bench.RunId}" }));
    }

    [Theory]
    [MemberData(nameof(CapTests.Units), MemberType = typeof(CapTests))]
    public async Task Money_is_kept_for_what_may_have_been_sent_and_given_back_for_what_surely_was_not(SendOutcome outcome, bool kept)
    {
        await using var bench = await BudgetedAsync(messages: 4, budget: 100 * Price);
        bench.Channel.Answer = _ => Task.FromResult(outcome);
        await bench.PumpAsync();
        Assert.Equal(kept ? 4 * Price : 0, await bench.ScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId"));
        Assert.Equal(kept ? 4 : 0, await bench.ScalarAsync<int>("SELECT count(*) FROM reservations WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task A_lost_workers_money_stays_reserved_until_its_late_answer_gives_it_back_once()
    {
        await using var bench = await BudgetedAsync(messages: 6, budget: 100 * Price);
        var (called, late) = (new TaskCompletionSource(), new TaskCompletionSource<SendOutcome>());
        var calls = 0;
        bench.Channel.Answer = _ =>
        {
            if (Interlocked.Increment(ref calls) == 6) called.SetResult();
            return late.Task;
        };
        var lost = bench.PumpAsync();
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.ScalarAsync<int>("UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE run_id = @RunId AND state = 'leased'");
        await bench.Get<Rescue>().ExecuteAsync(default);
        Assert.Equal(6 * Price, await bench.ScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId"));
        late.SetResult(new Unavailable("refused"));
        await lost;
        Assert.Equal(0, await bench.ScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId"));
        bench.Channel.Answer = ScriptedChannel.Take;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.Get<Sweep>().ExecuteAsync(default);
        await bench.PumpAsync();
        Assert.Equal(6 * Price, await bench.ScalarAsync<long>("SELECT reserved_dong FROM run_budgets WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task The_database_itself_refuses_more_than_the_budget()
    {
        await using var bench = await BudgetedAsync(messages: 1, budget: 10);
        await Assert.ThrowsAsync<PostgresException>(() => bench.ScalarAsync<int>("UPDATE run_budgets SET reserved_dong = 11 WHERE run_id = @RunId"));
    }

    [Fact]
    public async Task A_price_that_went_missing_pauses_the_run_and_sends_nothing()
    {
        await using var bench = await BudgetedAsync(messages: 3, budget: 100 * Price);
        bench.Channel.Limits = SenderLimits.None;
        await bench.PumpAsync();
        Assert.Empty(bench.Channel.Calls);
        Assert.Equal("paused:no-price", await StateAsync(bench));
    }

    private async Task<DispatchBench> BudgetedAsync(int messages, long budget)
    {
        var bench = await DispatchBench.StartAsync(database, messages, chunkSize: 25, inFlight: 10);
        bench.Channel.Limits = new SenderLimits(DongPerPart: Price);
        await bench.ScalarAsync<int>("INSERT INTO run_budgets (run_id, budget_dong) VALUES (@RunId, @budget)", new { bench.RunId, budget });
        return bench;
    }

    private static Task<string?> StateAsync(DispatchBench bench) =>
        bench.ScalarAsync<string>("SELECT state || coalesce(':' || reason, '') FROM runs WHERE run_id = @RunId");
}
