using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using Dapper;

namespace CampaignEngine.Tests.Dispatch;

public sealed class CompleteRunTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_run_is_not_completed_while_a_message_of_it_is_being_sent_back_to_pending()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 2);
        bench.Channel.Answer = _ => Task.FromResult<SendOutcome>(new InDoubt("test"));
        await bench.PumpAsync();
        await bench.ScalarAsync<int>("UPDATE runs SET state = 'running', finished_at = null WHERE run_id = @RunId");
        var actor = await bench.OperatorAsync();

        // The decision stands still before its commit, at the table it writes last; the completion comes in between.
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var hold = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("LOCK TABLE audit IN EXCLUSIVE MODE");
        var deciding = bench.Get<ResolveDoubts>().ExecuteAsync(actor, [new MessageReference(bench.RunId, 1)], MessageStatus.Pending, "asked", default);
        await WaitingAsync(bench, 1);
        var completing = bench.Get<CompleteRun>().ExecuteAsync(bench.RunId, default);
        await WaitingAsync(bench, 2);
        await hold.CommitAsync();
        await Task.WhenAll(deciding, completing);

        bench.Channel.Answer = ScriptedChannel.Take;
        await bench.PumpAsync();
        var standing = await bench.StandingAsync();
        Assert.Equal((1, 1, RunState.Completed), (standing.ByStatus["accepted"], standing.ByStatus["in_doubt"], standing.State));
    }

    private static async Task WaitingAsync(DispatchBench bench, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await bench.ScalarAsync<int>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < count)
            await timer.WaitForNextTickAsync(patience.Token);
    }
}
