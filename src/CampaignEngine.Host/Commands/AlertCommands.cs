using System.CommandLine;
using CampaignEngine.Alerts;
using CampaignEngine.Host.Output;

namespace CampaignEngine.Host.Commands;

/// <summary>What the staff was told, or is to be.</summary>
internal static class AlertCommands
{
    public static Command Create() => new("alert", "What the staff is to be told: what is late, stopped, about to end") { List() };

    private static Command List()
    {
        var most = new Option<int>("--most") { Description = "So many at most", DefaultValueFactory = _ => 100 };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output" };
        var command = new Command("list", "Newest first, with whom it concerns and whether it was mailed") { most, json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var alerts = await engine.Get<AlertList>().ExecuteAsync(parse.GetValue(most), cancel);
            if (parse.GetValue(json)) JsonOutput.Print(new { alerts });
            else foreach (var a in alerts) Console.WriteLine($"{a.FoundAt:yyyy-MM-ddTHH:mm:ssZ}\t{a.Who}\t{a.State ?? "-"}\t{a.Vi} / {a.En}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
