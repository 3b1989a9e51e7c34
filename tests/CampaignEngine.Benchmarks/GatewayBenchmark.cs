using CampaignEngine.Benchmarks.Harness;
using Dapper;

namespace CampaignEngine.Benchmarks;

/// <summary>The engine's dispatch over HTTP against what Kannel, alone, delivers of the same texts through its sendsms.</summary>
internal sealed class GatewayBenchmark : IBenchmark
{
    private const int Messages = 100_000;
    private const int KannelMessages = 20_000;

    public string Name => "gateway";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        if (!Kannel.IsInstalled) return BenchResult.Without(Name, "no Kannel on this machine (apt-get install -y --no-install-recommends kannel kannel-extras)");
        var (count, few) = (context.Count(Messages), context.Count(KannelMessages));
        await using var database = await BenchDatabase.StartAsync(cancel);
        await BenchPeople.SeedAsync(database, 1, count, cancel);
        await using var simulator = await BenchSimulator.StartAsync(cancel);
        await using var kannel = await Kannel.StartAsync(database.Folder, cancel);
        await using var team = await WorkerTeam.StartAsync(database, simulator, 1, WorkerSettings.Pumps, WorkerSettings.InFlight, cancel);
        var rounds = new Rounds(database, simulator);
        List<double> theirs = [], ours = [];
        for (var pair = 0; pair <= context.Runs; pair++)
        {
            var run = await BenchRun.StoreAsync(database, count, cancel);
            await database.SettleAsync(cancel);
            var (without, with) = (
                await kannel.SendAsync(await TextsAsync(database, run, few, cancel), WorkerSettings.Calls, cancel),
                (await rounds.EngineAsync(team.Workers, run, count, cancel)).Rate);
            context.Say($"{(pair == 0 ? "warm-up" : $"pair {pair}")}: Kannel {without:n0}/s, engine {with:n0}/s, {with / without:n1} ×");
            if (pair == 0) continue;
            theirs.Add(without);
            ours.Add(with);
        }
        return new BenchResult(Name, null, [new Figure($"{count:n0} messages, {few:n0} of them through Kannel", "messages/s", Median.Of(ours), Median.Of(theirs), 4)],
            new Dictionary<string, double>(), null, [$"Kannel keeps nothing on disk and is driven with {WorkerSettings.Calls} calls at a time; what its message centre has taken is counted"]);
    }

    private static async Task<IReadOnlyList<(string, string)>> TextsAsync(BenchDatabase database, int run, int count, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<(string, string)>(new("""
            SELECT m.address, t.body FROM messages m JOIN message_texts t USING (run_id, message_no) WHERE m.run_id = @run AND m.message_no <= @count
            """, new { run, count }, cancellationToken: cancel))).AsList();
    }
}
