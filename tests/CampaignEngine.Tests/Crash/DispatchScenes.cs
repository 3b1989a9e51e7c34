using System.Diagnostics;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Crash;

/// <summary>Workers that die while they send.</summary>
internal static class DispatchScenes
{
    /// <summary>The provider throttles, fails and resets, before and after it took a message; no receipt helps.</summary>
    private static readonly BehaviourSettings Hostile = new()
    {
        Seed = 7,
        LatencyMs = 20,
        Throttled = 0.03,
        ServerError = 0.01,
        ServerErrorAfter = 0.01,
        ResetBefore = 0.02,
        ResetAfter = 0.02,
        CallbackLost = 1,
    };

    /// <summary>A few workers at a time, each of which kills itself at its point; then two that finish, and reconcile.</summary>
    public static async Task<CrashRow> AtPointsAsync(CrashServer server, string stage, IReadOnlyList<string> points, int messages, int together = 2)
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await CrashInstallation.StartAsync(server, Hostile);
        await installation.WriteRunAsync(messages);
        foreach (var few in points.Chunk(together))
        {
            var workers = few.Select(installation.StartWorker).ToList();
            await Task.WhenAll(workers.Select(CrashInstallation.DiesAsync));
        }
        return await FinishAsync(installation, stage, points.Count, messages, watch);
    }

    /// <summary>Three workers at a slow rate, of which one is killed after a drawn number of further calls and replaced.</summary>
    public static async Task<CrashRow> AtRandomAsync(CrashServer server, int kills, int messages, int seed)
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await CrashInstallation.StartAsync(server, Hostile, ("Dispatch:PartsPerSecond", "120"));
        await installation.WriteRunAsync(messages);
        var random = new Random(seed);
        var workers = Enumerable.Range(0, 3).Select(_ => installation.StartWorker()).ToList();
        for (var kill = 0; kill < kills; kill++)
        {
            await installation.CalledAsync(installation.Simulator.Count().Requests + random.Next(5, 40));
            var victim = workers[kill % 3];
            victim.Kill();
            await CrashInstallation.DiesAsync(victim);
            workers[kill % 3] = installation.StartWorker();
        }
        foreach (var worker in workers) await CrashInstallation.StopAsync(worker);
        return await FinishAsync(installation, "random", kills, messages, watch);
    }

    /// <summary>PostgreSQL is killed under two workers that live on; the provider does nothing wrong, so nothing may stay in doubt.</summary>
    public static async Task<CrashRow> PostgresAsync(CrashServer server, int kills, int messages, int seed)
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await CrashInstallation.StartAsync(
            server, new BehaviourSettings { LatencyMs = 20, CallbackLost = 1 }, ("Dispatch:PartsPerSecond", "120"), ("Dispatch:LeaseSeconds", "20"));
        CampaignProcess[] workers = [installation.StartWorker(), installation.StartWorker()];
        await Task.WhenAll(workers.Select(worker => worker.SaysAsync("worker  (Ctrl-C")));
        await installation.WriteRunAsync(messages);
        var random = new Random(seed);
        for (var kill = 0; kill < kills; kill++)
        {
            await installation.CalledAsync(installation.Simulator.Count().Requests + random.Next(10, 60));
            await server.KillAsync();
            if (kill % 2 == 0) await StandsStillAsync(installation);
            await server.StartAsync();
        }
        await installation.SettledAsync(reconciled: false);
        foreach (var worker in workers) await CrashInstallation.StopAsync(worker);
        return await CrashCount.OfAsync(installation, "PostgreSQL", kills, messages, watch);
    }

    /// <summary>Without its database a worker ends what is out and calls no more.</summary>
    private static async Task StandsStillAsync(CrashInstallation installation)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        long before;
        do before = installation.Simulator.Count().Requests;
        while (await timer.WaitForNextTickAsync(patience.Token) && installation.Simulator.Count().Requests > before);
    }

    private static async Task<CrashRow> FinishAsync(CrashInstallation installation, string stage, int kills, int messages, Stopwatch watch)
    {
        CampaignProcess[] workers = [installation.StartWorker(), installation.StartWorker()];
        await installation.SettledAsync(reconciled: true);
        foreach (var worker in workers) await CrashInstallation.StopAsync(worker);
        return await CrashCount.OfAsync(installation, stage, kills, messages, watch);
    }
}
