using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampaignEngine.Tests.Dispatch;

public sealed class JobTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Hangfire stores these names: queued work of the version before must still be found.</summary>
    [Fact]
    public void Jobs_keep_the_names_under_which_they_are_queued()
    {
        Assert.Equal(
            "CampaignEngine.Dispatch.PumpJob.RunAsync(System.Int32, System.Threading.CancellationToken)",
            Stored(Job.FromExpression<PumpJob>(job => job.RunAsync(1, CancellationToken.None))));
        Assert.Equal(
            "CampaignEngine.Dispatch.SweepJob.RunAsync(System.Threading.CancellationToken)",
            Stored(Job.FromExpression<SweepJob>(job => job.RunAsync(CancellationToken.None))));
    }

    [Fact]
    public async Task A_worker_finds_and_sends_what_waits_and_stops_in_order()
    {
        await using var bench = await DispatchBench.StartAsync(database, messages: 200);
        var channel = new ScriptedChannel();
        var (sent, all) = (0, new TaskCompletionSource());
        channel.Answer = message =>
        {
            if (Interlocked.Increment(ref sent) == 200) all.SetResult();
            return ScriptedChannel.Take(message);
        };
        await using var worker = database.Services(
            new Dictionary<string, string?> { ["Dispatch:PartsPerSecond"] = "100000" },
            services => services.AddSingleton<IChannel>(channel).AddJobs().AddWorker());
        await worker.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        var hosted = worker.GetServices<IHostedService>().ToList();
        foreach (var service in hosted) await service.StartAsync(default);
        HangfireRegistration.StartJobs(worker);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var service in hosted) await service.StopAsync(default);
        Assert.Equal(200, (await bench.StandingAsync()).ByStatus["accepted"]);
        Assert.Equal(200, channel.Numbers.Distinct().Count());
    }

    private static string Stored(Job job) =>
        $"{job.Type.FullName}.{job.Method.Name}({string.Join(", ", job.Method.GetParameters().Select(p => p.ParameterType.FullName))})";
}
