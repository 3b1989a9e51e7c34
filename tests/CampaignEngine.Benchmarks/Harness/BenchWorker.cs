namespace CampaignEngine.Benchmarks.Harness;

/// <summary>A real <c>campaign worker</c>: its own process, started as an operator starts it.</summary>
internal sealed class BenchWorker(Child process) : IAsyncDisposable
{
    public int Id => process.Id;

    public static async Task<BenchWorker> StartAsync(BenchDatabase database, IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancel) =>
        new(await Child.StartAsync("campaign.dll", ["worker"],
        [
            .. settings, new("ConnectionStrings:Main", database.ConnectionString), new("Engine:Mode", "Test"), new("CAMPAIGN_HOME", database.Folder),
        ], cancel));

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
