namespace CampaignEngine.Benchmarks.Harness;

/// <summary>Some workers on one database, all with their pumps at work.</summary>
internal sealed class WorkerTeam(IReadOnlyList<BenchWorker> workers) : IAsyncDisposable
{
    public IReadOnlyList<BenchWorker> Workers { get; } = workers;

    public static async Task<WorkerTeam> StartAsync(BenchDatabase database, BenchSimulator simulator, int number, int pumps, int inFlight, CancellationToken cancel)
    {
        var settings = WorkerSettings.Of(simulator, pumps, inFlight).ToList();
        var workers = new List<BenchWorker>();
        for (var n = 0; n < number; n++) workers.Add(await BenchWorker.StartAsync(database, settings, cancel));
        // The sweep that gives the later workers their seats comes round every 15 seconds.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (await database.ScalarAsync<int>("SELECT count(*) FROM pumps WHERE owner IS NOT NULL AND lease_until > clock_timestamp()", null, patience.Token) < number * pumps)
            await Task.Delay(200, patience.Token);
        return new WorkerTeam(workers);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Workers.Select(w => w.DisposeAsync().AsTask()));
}
