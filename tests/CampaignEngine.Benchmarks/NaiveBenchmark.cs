using System.Diagnostics;
using CampaignEngine.Benchmarks.Harness;
using CampaignEngine.Dispatch;
using Hangfire;

namespace CampaignEngine.Benchmarks;

/// <summary>The engine against one Hangfire job a message: each queued, loaded, sent and written down by itself.</summary>
internal sealed class NaiveBenchmark : IBenchmark
{
    private const int Messages = 100_000;
    private const int NaiveMessages = 3_000;
    private const int Hands = 20;

    public string Name => "naive";

    public async Task<BenchResult> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (count, few) = (context.Count(Messages), context.Count(NaiveMessages));
        await using var simulator = await BenchSimulator.StartAsync(cancel);
        await using var database = await BenchDatabase.StartAsync(cancel, services => services.AddJobs(), [.. simulator.Settings]);
        await BenchPeople.SeedAsync(database, 1, count, cancel);
        var rounds = new Rounds(database, simulator);
        List<double> ours = [], naive = [];
        for (var pair = 0; pair <= context.Runs; pair++)
        {
            var (without, with) = (await NaiveAsync(database, rounds, few, cancel), await EngineAsync(database, simulator, rounds, count, cancel));
            context.Say($"{(pair == 0 ? "warm-up" : $"pair {pair}")}: {without:n0}/s by a job a message, {with:n0}/s by the engine, {with / without:n0} ×");
            if (pair == 0) continue;
            naive.Add(without);
            ours.Add(with);
        }
        return new BenchResult(Name, null, [new Figure($"{count:n0} messages, and {few:n0} by a job each", "messages/s", Median.Of(ours), Median.Of(naive), 80)],
            new Dictionary<string, double>(), null, [$"{Hands} Hangfire workers; the jobs are queued while they run; both from the order to begin until all is written down"]);
    }

    private static async Task<double> NaiveAsync(BenchDatabase database, Rounds rounds, int count, CancellationToken cancel)
    {
        var run = await BenchRun.StoreAsync(database, count, cancel);
        await database.ExecuteAsync("DROP TABLE IF EXISTS naive_messages", null, cancel);
        await database.ExecuteAsync(NaiveJob.Table, new { run }, cancel);
        await database.SettleAsync(cancel);
        await rounds.BeginAsync(cancel);
        var jobs = database.Get<IBackgroundJobClient>();
        using var server = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = Hands, Queues = ["default"], Activator = new Jobs(database) }, database.Get<JobStorage>());
        var began = Stopwatch.GetTimestamp();
        for (var no = 1; no <= count; no++)
        {
            var each = no;
            jobs.Enqueue<NaiveJob>(job => job.SendAsync(run, each));
        }
        while (await database.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM naive_messages WHERE status = 'pending')", null, cancel)) await Task.Delay(50, cancel);
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> EngineAsync(BenchDatabase database, BenchSimulator simulator, Rounds rounds, int count, CancellationToken cancel)
    {
        await using var team = await WorkerTeam.StartAsync(database, simulator, 1, WorkerSettings.Pumps, WorkerSettings.InFlight, cancel);
        var warm = Math.Min(count, 10_000);
        await rounds.EngineAsync(team.Workers, await BenchRun.StoreAsync(database, warm, cancel), warm, cancel);
        var run = await BenchRun.StoreAsync(database, count, cancel);
        await database.SettleAsync(cancel);
        var measure = await rounds.EngineAsync(team.Workers, run, count, cancel);
        return count / measure.WallSeconds;
    }

    private sealed class Jobs(BenchDatabase database) : JobActivator
    {
        public override object ActivateJob(Type jobType) => ActivatorUtilities.CreateInstance(database.Get<IServiceProvider>(), jobType);
    }
}
