using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>The database breaks off or goes away while the pump works; the pump itself lives.</summary>
public sealed class OutageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>20 messages in 2 chunks and 4 slices commit ten times: each claim, each outcome, each release.</summary>
    public static TheoryData<int, bool> Commits => [.. from nth in Enumerable.Range(1, 10) from committed in (bool[])[true, false] select (nth, committed)];

    [Theory, MemberData(nameof(Commits))]
    public async Task Wherever_a_commit_breaks_off_done_or_not_everything_is_sent_once_and_nothing_is_in_doubt(int nth, bool committed)
    {
        await using var proxy = BreakingProxy.Start(database.ConnectionString);
        await using var source = NpgsqlDataSource.Create(proxy.ConnectionString);
        await using var bench = await DispatchBench.StartAsync(database, messages: 20, chunkSize: 10, inFlight: 5, through: source);
        proxy.BreakAtCommit(nth, committed);
        await bench.PumpAsync();
        Assert.Equal(Enumerable.Range(1, 20), bench.Channel.Numbers.Order());
        var standing = await bench.StandingAsync();
        Assert.Equal((20, RunState.Completed), (standing.ByStatus["accepted"], standing.State));
    }

    [Fact]
    public async Task While_the_database_is_away_outcomes_are_kept_and_nothing_more_is_sent()
    {
        await using var proxy = BreakingProxy.Start(database.ConnectionString);
        // Without a pool every statement needs a connection of its own, as after a restart of the server.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(proxy.ConnectionString) { Pooling = false }.ConnectionString);
        await using var bench = await DispatchBench.StartAsync(database, messages: 20, chunkSize: 20, inFlight: 5, through: source);
        var (calls, refusedAtSixth) = (0, 0);
        bench.Channel.Answer = message =>
        {
            var call = Interlocked.Increment(ref calls);
            if (call == 5) proxy.GoAway(connections: 8);
            if (call == 6) refusedAtSixth = proxy.Refused;
            return ScriptedChannel.Take(message);
        };
        await bench.PumpAsync();
        Assert.Equal(8, refusedAtSixth);
        Assert.Equal(Enumerable.Range(1, 20), bench.Channel.Numbers.Order());
        Assert.Equal(20, (await bench.StandingAsync()).ByStatus["accepted"]);
    }
}
