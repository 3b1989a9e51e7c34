using CampaignEngine.Access;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Consent;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Receipts;

namespace CampaignEngine.Tests.Dispatch;

public sealed class RetryTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Only_what_can_pass_is_sent_again_once_and_a_second_call_changes_nothing()
    {
        await using var bench = await FailedAsync();
        Assert.Equal((RunState.Completed, 9), ((await bench.StandingAsync()).State, (await bench.StandingAsync()).ByStatus["failed"]));

        Assert.Equal(3, await RetryAsync(bench));
        Assert.Equal(0, await RetryAsync(bench));
        Assert.Equal(RunState.Running, (await bench.StandingAsync()).State);
        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync(pumps: 3);

        var standing = await bench.StandingAsync();
        Assert.Equal((3, 6, RunState.Completed), (standing.ByStatus["accepted"], standing.ByStatus["failed"], standing.State));
        Assert.Equal([1, 4, 7], bench.Channel.Calls.GroupBy(c => c.Reference.MessageNo).Where(g => g.Count() == 2).Select(g => g.Key).Order());
        Assert.Equal(3, await bench.ScalarAsync<int>("SELECT count(*) FROM messages WHERE run_id = @RunId AND attempt = 2 AND status = 'accepted'"));
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'run.retry' AND subject = @subject", new { subject = $"run {bench.RunId}" }));
    }

    [Fact]
    public async Task A_code_narrows_it_and_one_whose_cause_stays_is_refused()
    {
        await using var bench = await FailedAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RetryAsync(bench, "21610"));
        Assert.Equal("cause-stays", refused.Problems.Single().Code);
        bench.Channel.PassingCodes = new HashSet<string> { "30008", "30003" };
        Assert.Equal(0, await RetryAsync(bench, "30003"));
        Assert.Equal(9, (await bench.StandingAsync()).ByStatus["failed"]);
        Assert.Equal(3, await RetryAsync(bench, "30008"));
    }

    [Fact]
    public async Task What_a_receipt_said_was_not_delivered_is_sent_again_under_the_unit_of_its_number()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 4);
        bench.Channel.PassingCodes = TwilioErrors.All.Passing;
        await bench.PumpAsync();
        var services = bench.Get<IServiceProvider>();
        await services.StoreAsync(new MessageReference(bench.RunId, 1), "undelivered", 30003);
        await services.StoreAsync(new MessageReference(bench.RunId, 2), "undelivered", 30005);
        await services.ApplyAsync();

        Assert.Equal(1, await RetryAsync(bench));
        await bench.PumpAsync();

        Assert.Equal([1], bench.Channel.Calls.GroupBy(c => c.Reference.MessageNo).Where(g => g.Count() == 2).Select(g => g.Key));
        Assert.Equal(4, await bench.ScalarAsync<int>("SELECT count(*) FROM contacts WHERE run_id = @RunId"));
        await services.StoreAsync(new MessageReference(bench.RunId, 1), "delivered");
        await services.ApplyAsync();
        Assert.Equal((1, 1), ((await bench.StandingAsync()).ByStatus["delivered"], (await bench.StandingAsync()).ByStatus["undelivered"]));
    }

    [Fact]
    public async Task Who_has_refused_since_is_not_written_to_again()
    {
        await using var bench = await FailedAsync();
        await using (var connection = await database.Source.OpenConnectionAsync())
            await Suppressions.AddAsync(connection, DispatchBench.Key(bench.RunId, 1), SuppressionScope.Everything, "test", database.Clock.GetUtcNow(), default);
        await RetryAsync(bench);
        await bench.PumpAsync();
        Assert.Equal("skipped:refused-everything", await bench.ReasonAsync(1));
        Assert.Single(bench.Channel.Calls, c => c.Reference.MessageNo == 1);
    }

    [Fact]
    public async Task What_is_past_its_time_and_what_was_cancelled_is_not_sent_again()
    {
        await using var bench = await FailedAsync();
        await bench.ScalarAsync<int>("UPDATE messages SET expires_at = @now WHERE run_id = @RunId", new { bench.RunId, now = database.Clock.GetUtcNow() });
        Assert.Equal(0, await RetryAsync(bench));
        await bench.ScalarAsync<int>("UPDATE runs SET state = 'cancelled' WHERE run_id = @RunId");
        Assert.Equal("run-state", (await Assert.ThrowsAsync<RefusedException>(() => RetryAsync(bench))).Problems.Single().Code);
        await Assert.ThrowsAsync<ForbiddenException>(() => bench.Get<RetryFailed>().ExecuteAsync(new Actor(1, "an", [Role.Analyst]), bench.RunId, null, default));
    }

    [Fact]
    public async Task A_worker_lost_in_the_further_attempt_leaves_it_in_doubt_and_it_is_not_sent_a_third_time()
    {
        await using var bench = await FailedAsync();
        await RetryAsync(bench);
        var (called, never) = (new TaskCompletionSource(), new TaskCompletionSource<SendOutcome>());
        var calls = 0;
        bench.Channel.Answer = _ =>
        {
            if (Interlocked.Increment(ref calls) == 3) called.SetResult();
            return never.Task;
        };
        _ = bench.PumpAsync();
        await called.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.ScalarAsync<int>("UPDATE chunks SET lease_until = lease_until - interval '1 day' WHERE run_id = @RunId AND state = 'leased'");
        await bench.Get<Rescue>().ExecuteAsync(default);
        Assert.Equal(0, await RetryAsync(bench));
        await bench.PumpAsync();
        Assert.Equal((3, 3), (calls, (await bench.StandingAsync()).ByStatus["in_doubt"]));
    }

    /// <summary>Nine that failed: three for a cause that can pass, three whose number is none, three who refused.</summary>
    private async Task<DispatchBench> FailedAsync()
    {
        var bench = await DispatchBench.StartAsync(database, messages: 9);
        bench.Channel.PassingCodes = new HashSet<string> { "30008" };
        bench.Channel.Answer = message => Task.FromResult<SendOutcome>((message.Reference.MessageNo % 3) switch
        {
            1 => new Rejected(RejectionKind.Recipient, "30008"),
            2 => new Rejected(RejectionKind.Recipient, "21211"),
            _ => new Rejected(RejectionKind.Recipient, "21610", Suppress: true),
        });
        await bench.PumpAsync();
        return bench;
    }

    private static async Task<int> RetryAsync(DispatchBench bench, string? code = null) =>
        await bench.Get<RetryFailed>().ExecuteAsync(await bench.OperatorAsync(), bench.RunId, code, default);
}
