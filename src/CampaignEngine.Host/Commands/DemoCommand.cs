using System.CommandLine;
using System.Text.Json;
using CampaignEngine.Access;
using CampaignEngine.Host.Demo;
using CampaignEngine.Host.Output;
using CampaignEngine.Host.Web;
using CampaignEngine.Storage;

namespace CampaignEngine.Host.Commands;

internal static class DemoCommand
{
    private static readonly Option<int> People = new("--people") { DefaultValueFactory = _ => 20_000, Description = "How many people are invented" };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Exit = new("--exit") { Description = "End when the job is done; else serve until Ctrl-C" };
    private static readonly Option<FileInfo?> Json = new("--json") { Description = "Write the numbers to this file" };

    public static Command Create()
    {
        var command = new Command("demo", "The main job on invented people and simulated providers, from a file of people to reach against the goal") { People, Seed, Exit, Json };
        command.SetAction((parse, cancel) => RunAsync(new DemoOptions(parse.GetValue(People), parse.GetValue(Seed), parse.GetValue(Exit), parse.GetValue(Json)), cancel));
        return command;
    }

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken cancel)
    {
        if (options.People is < 100 or > 1_000_000)
            throw new RefusedException("demo-people", "--people", "Số người từ 100 đến 1.000.000.", "Between 100 and 1,000,000 people.");
        var began = TimeProvider.System.GetTimestamp();
        var settings = Settings.Load();
        await using var database = await DemoDatabase.OpenAsync((settings.GetSection("Engine").Get<EngineOptions>() ?? new EngineOptions()).DataFolder, cancel);
        var (accounts, web) = (new DemoAccounts(), DemoSettings.WebAddress(settings, ownPort: options.Exit));
        await using var simulator = await SimulatorProcess.StartAsync(accounts.OfSimulator(web), cancel);
        await using var app = await EngineWeb.StartAsync(
            DemoSettings.Of(settings, database, simulator.Address, accounts, web), worker: true, services => DemoClock.ShiftAsync(services, cancel), cancel);
        await simulator.BehaveAsync(DemoSettings.Behaviour(options.Seed, app.Urls.First()), cancel);
        DemoOutput.Begin(simulator.Address, database.Folder);

        var users = await DemoUsers.CreateAsync(app.Services.GetRequiredService<Users>(), cancel);
        var engine = new EngineSession(app.Services, users.Manager);
        var run = await new DemoStory(engine, users, accounts, options, database.Folder).PlayAsync(cancel);
        var standing = await new DemoEnd(engine, simulator).WaitAsync(run, cancel);
        var result = await new DemoCounts(engine, simulator).CountAsync(standing, options, TimeProvider.System.GetElapsedTime(began).TotalSeconds, cancel);
        DemoOutput.End(result);
        if (options.Json is { } file) await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(result, JsonOutput.Options), cancel);

        if (!options.Exit)
        {
            DemoOutput.Stay(app.Urls.First(), users);
            await ServeCommand.WaitAsync(app, cancel);
        }
        else await app.StopAsync(CancellationToken.None);
        return result.Holds ? ExitStatus.Ok : ExitStatus.Unexpected;
    }
}
