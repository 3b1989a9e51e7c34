using System.Globalization;
using CampaignEngine.Storage;

namespace CampaignEngine.Tests.Crash;

/// <summary>The whole suite, run by <c>./check --crash</c>: ten kills at every point, twenty at random, five of PostgreSQL.</summary>
[Trait("Suite", "Crash")]
public sealed class CrashSuite(CrashServer server) : IClassFixture<CrashServer>
{
    private const int Kills = 10;

    [Fact]
    public async Task Over_a_hundred_kills_nothing_is_lost_and_nothing_is_doubled()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("CRASH_SEED") ?? $"{Environment.ProcessId}", CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"CRASH_SEED={seed}");
        var scenes = Sending().Concat(Others()).Append(() => DispatchScenes.AtRandomAsync(server, 2 * Kills, messages: 2500, seed)).ToList();
        var rows = new CrashRow[scenes.Count + 1];
        // Much of a scene is waiting for leases; each has its database, and only the last kills the server of all.
        await Parallel.ForAsync(0, scenes.Count, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (scene, _) => rows[scene] = await scenes[scene]());
        rows[^1] = await DispatchScenes.PostgresAsync(server, Kills / 2, messages: 1500, seed);

        await CrashTable.WriteAsync(rows, seed);
        Assert.All(rows, row => Assert.Equal((row.Stage, 0, 0), (row.Stage, row.Lost, row.Doubled)));
        Assert.All(rows, row => Assert.Equal((row.Stage, 0), (row.Stage, row.Open)));
        Assert.True(rows.Sum(row => row.Kills) >= 100);
    }

    private IEnumerable<Func<Task<CrashRow>>> Sending() =>
        ((string[])[FailPoint.AfterClaim, FailPoint.MidSend, FailPoint.AfterSend, FailPoint.MidOutcome, FailPoint.AfterOutcome])
            .Select<string, Func<Task<CrashRow>>>(point => () => DispatchScenes.AtPointsAsync(server, point, Arrivals(point), messages: 900));

    // More than one batch of 2000 people: at the fifth kill of rendering the first batch is stored.
    private IEnumerable<Func<Task<CrashRow>>> Others() =>
    [
        () => DispatchScenes.AtPointsAsync(server, FailPoint.AfterLookUp, Always(FailPoint.AfterLookUp), messages: 900),
        () => DispatchScenes.AtPointsAsync(server, FailPoint.MidSettle, Always(FailPoint.MidSettle), messages: 900),
        () => LaunchScenes.LaunchAsync(server, FailPoint.MidFreeze, Always(FailPoint.MidFreeze), people: 300),
        () => LaunchScenes.LaunchAsync(server, FailPoint.MidRender,
            [.. Always(FailPoint.MidRender).Select((point, kill) => kill == 4 ? $"{point}:2" : point)], people: 2300),
        () => LaunchScenes.ReceiptsAsync(server, FailPoint.MidReceipts, Always(FailPoint.MidReceipts), people: 600),
        () => ImportScene.RunAsync(server, Kills, people: 3000),
    ];

    private static IReadOnlyList<string> Always(string point) => [.. Enumerable.Repeat(point, Kills)];

    /// <summary>Not always the first arrival: also in the middle of a slice, and with slices behind it.</summary>
    private static IReadOnlyList<string> Arrivals(string point) => [.. Enumerable.Range(0, Kills).Select(kill => $"{point}:{1 + kill % 4}")];
}
