using System.CommandLine;
using System.Globalization;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Commands;

/// <summary>Entering goals and denominators, each with the document it comes from.</summary>
internal static class ReachEntryCommands
{
    private static readonly Option<string> Name = new("--goal") { Required = true, Description = string.Join(" or ", GoalStore.Names) };
    private static readonly Option<int> Year = new("--year") { Required = true };
    private static readonly Option<decimal> Percent = new("--percent") { Required = true };
    private static readonly Option<string> Source = new("--source") { Required = true, Description = "The document that sets the figure" };
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "CSV: province,count,base (province empty = the nation)" };

    public static Command Goal()
    {
        var command = new Command("goal", "Enters a year's goal with the document that sets it") { Name, Year, Percent, Source };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<GoalStore>().EnterGoalAsync(engine.Actor,
                new Goal(parse.GetValue(Name)!, parse.GetValue(Year), parse.GetValue(Percent), parse.GetValue(Source)!, Invented: false), cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    public static Command Denominators()
    {
        var command = new Command("denominators", "Enters what reach is divided by, per province, from a CSV file") { File, Name, Year, Source };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var rows = DenominatorFile.Read(parse.GetValue(File)!.FullName, parse.GetValue(Name)!, parse.GetValue(Year), parse.GetValue(Source)!);
            await engine.Get<GoalStore>().EnterDenominatorsAsync(engine.Actor, rows, cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} rows"));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
