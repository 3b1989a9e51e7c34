using System.Globalization;
using System.Net;
using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Dispatch;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Deploy;

/// <summary>The commands of the systemd units as plain processes: one web side, workers added and taken away, one database.</summary>
public sealed class DeploymentTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Messages = 600;
    private static readonly UnitFile Web = new("campaign-web.service");
    private static readonly UnitFile Worker = new("campaign-worker@.service");

    /// <summary>The published product (CAMPAIGN_PUBLISHED), or the build these tests run beside.</summary>
    private static string Installed => Environment.GetEnvironmentVariable("CAMPAIGN_PUBLISHED") is { Length: > 0 } folder ? folder : AppContext.BaseDirectory.TrimEnd('/');

    [Fact]
    public async Task A_run_completes_while_one_worker_is_added_and_another_is_stopped()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 3, CallbackLost = 1 });
        await using var bench = await DispatchBench.StartAsync(database, Messages, chunkSize: 20, provider: new Dictionary<string, string?>());
        await new EngineClock(database.Source).ShiftToAsync(database.Clock.GetUtcNow(), default);
        using var home = new HomeFolderForTest();
        var (environment, address) = await EnvironmentFileAsync(home.Path, simulator.Address);
        UnitProcess Start(UnitFile unit) => UnitProcess.Start(unit, Installed, environment, home.Path);

        using var web = Start(Web);
        using var first = Start(Worker);
        using var second = Start(Worker);
        await UntilAsync(() => Task.FromResult(simulator.Count().Distinct), taken => taken > 50);
        // A worker may be at it before the web side listens.
        using (var http = new HttpClient()) await UntilAsync(() => StatusAsync(http, address), status => status == HttpStatusCode.OK);

        using var third = Start(Worker);
        await using var services = database.Services(change: s => s.AddJobs());
        var monitor = services.GetRequiredService<JobStorage>().GetMonitoringApi();
        await UntilAsync(() => Task.FromResult(monitor.Servers().Count), servers => servers == 6); // a worker is two: pumps, and all that is short

        Assert.Equal((0, ""), await first.StopAsync(Patience(Worker)));
        await UntilAsync(bench.StandingAsync, standing => standing.State == RunState.Completed);
        Assert.Equal((Messages, 0), (simulator.Count().Distinct, simulator.Count().Duplicates));
        Assert.Equal(Messages, (await bench.StandingAsync()).ByStatus["accepted"]);
        foreach (var process in (UnitProcess[])[second, third, web]) Assert.Equal((0, ""), await process.StopAsync(Patience(Worker)));
    }

    [Fact]
    public void A_stop_leaves_the_slice_in_hand_its_time() =>
        Assert.All([Web, Worker], unit => Assert.True(Patience(unit) > HangfireRegistration.ShutdownTimeout + TimeSpan.FromSeconds(20)));

    [Fact]
    public void What_a_unit_may_touch_differs_between_the_two_in_nothing() => Assert.Equal(
        File.ReadLines(Checkout.Path("deploy", "systemd", "campaign-web.service")).SkipWhile(l => l != "NoNewPrivileges=true"),
        File.ReadLines(Checkout.Path("deploy", "systemd", "campaign-worker@.service")).SkipWhile(l => l != "NoNewPrivileges=true"));

    private static TimeSpan Patience(UnitFile unit) => TimeSpan.FromSeconds(int.Parse(unit.One("TimeoutStopSec"), CultureInfo.InvariantCulture));

    private async Task<(string Path, string Address)> EnvironmentFileAsync(string folder, string simulator)
    {
        var address = $"http://127.0.0.1:{PostgresProcess.FreePort()}";
        var path = Path.Combine(folder, "campaign.env");
        await File.WriteAllLinesAsync(path,
        [
            "# As deploy/campaign.env.sample, with a provider on this machine.",
            $"ConnectionStrings__Main={database.ConnectionString}",
            $"Web__Url={address}",
            $"Webhooks__PublicBaseUrl={address}",
            "Engine__Mode=Test",
            $"Twilio__BaseUrl={simulator}",
            $"Twilio__AccountSid={SimulatorUnderTest.Account}",
            "Twilio__AuthToken=simulator-token",
            "Twilio__From=BHXH",
            "Dispatch__PartsPerSecond=150",
        ]);
        return (path, address);
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string address)
    {
        try
        {
            return (await http.GetAsync(address)).StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> done)
    {
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!done(await ask())) await timer.WaitForNextTickAsync(bounded.Token);
    }
}
