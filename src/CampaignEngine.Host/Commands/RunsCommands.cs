using System.CommandLine;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Output;

namespace CampaignEngine.Host.Commands;

internal static class RunsCommands
{
    private static readonly Option<DateOnly?> Before = DateOption.Create("--before", "Only partitions all of whose runs ended before this day", required: true);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("runs", "Runs as a whole") { Archive() };

    private static Command Archive()
    {
        var command = new Command("archive", "Detaches the messages of old runs into the schema archive; reach goes on counting them") { Before, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var verdicts = await engine.Get<ArchiveRuns>().ExecuteAsync(engine.Actor, parse.GetValue(Before)!.Value, cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { partitions = verdicts });
            else
                foreach (var verdict in verdicts)
                    Console.WriteLine($"{verdict.Partition}\t{verdict.Runs.Count} runs\t{(verdict.Kept is { } why ? $"giữ lại / kept: {why}" : "đã lưu trữ / archived")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
