using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Host;

public sealed class WorkerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_worker_started_before_its_database_says_so_in_both_languages_and_begins_when_it_is_there()
    {
        using var home = new HomeFolderForTest();
        await using var proxy = BreakingProxy.Start(database.ConnectionString);
        proxy.GoAway(connections: 3);
        using var worker = CampaignProcess.Start(home.Path, ["worker"], ("ConnectionStrings__Main", proxy.ConnectionString), ("Engine__Mode", "Test"));
        await worker.SaysAsync("worker  (Ctrl-C");
        await worker.TerminateAsync();
        var end = await worker.EndAsync();
        Assert.Equal(0, end.ExitCode);
        Assert.Contains("đang chờ. / The database does not answer yet; waiting.", end.Errors);
    }

    [Fact]
    public async Task Two_workers_share_one_database_and_stop_when_told()
    {
        using var home = new HomeFolderForTest();
        (string, string?)[] settings = [("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", "Test")];
        using var first = CampaignProcess.Start(home.Path, ["worker"], settings);
        using var second = CampaignProcess.Start(home.Path, ["worker"], settings);
        await using var services = database.Services(change: s => s.AddJobs());
        var monitor = services.GetRequiredService<JobStorage>();
        // Each worker is two servers: one for the pumps, one for everything short.
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await ServersAsync() < 4) await timer.WaitForNextTickAsync(bounded.Token);

        await first.TerminateAsync();
        await second.TerminateAsync();
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
        Assert.Equal(0, (await second.EndAsync()).ExitCode);
        Assert.Equal(0, await ServersAsync());

        async Task<int> ServersAsync()
        {
            try
            {
                return await Task.Run(() => monitor.GetMonitoringApi().Servers().Count);
            }
            catch (Npgsql.PostgresException missing) when (missing.SqlState == Npgsql.PostgresErrorCodes.UndefinedTable)
            {
                return 0; // the first worker makes Hangfire's schema
            }
        }
    }
}
