using CampaignEngine.Simulator;

namespace CampaignEngine.Tests.Crash;

public sealed class GracefulStopTests(CrashServer server) : IClassFixture<CrashServer>
{
    [Fact]
    public async Task A_worker_told_to_stop_under_load_finishes_its_slices_and_leaves_nothing_in_doubt()
    {
        await using var installation = await CrashInstallation.StartAsync(server, new BehaviourSettings { LatencyMs = 200, CallbackLost = 1 });
        await installation.WriteRunAsync(messages: 2000);
        var worker = installation.StartWorker();
        await installation.CalledAsync(40);
        await CrashInstallation.StopAsync(worker);

        var taken = installation.Simulator.Count();
        Assert.InRange(taken.Distinct, 40, 1999);
        Assert.Equal((taken.Distinct, 2000 - taken.Distinct), (await CountAsync("accepted"), await CountAsync("pending")));
        Assert.Equal((0, 0), (taken.Duplicates, await installation.ScalarAsync<int>("SELECT count(*) FROM chunks WHERE state = 'leased'")));

        Task<int> CountAsync(string status) => installation.ScalarAsync<int>("SELECT count(*) FROM messages WHERE status = @status::message_status", new { status });
    }
}
