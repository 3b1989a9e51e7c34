using System.CommandLine;
using CampaignEngine.Calendar;
using CampaignEngine.Host.Output;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Commands;

internal static class ReachCommands
{
    private static readonly Option<int?> Year = new("--year") { Description = "The year; default: this year in Vietnam" };
    private static readonly Option<ReachDimension> By = new("--by") { Description = "province, group, language or channel" };
    private static readonly Option<FileInfo?> Csv = new("--csv") { Description = "Writes the rows to this file" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("reach", "Reach against the goals") { Report(), ReachEntryCommands.Goal(), ReachEntryCommands.Denominators() };

    private static Command Report()
    {
        var command = new Command("report", "Distinct people reached, the year's goal, denominator and coverage") { Year, By, Json, Csv };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var year = parse.GetValue(Year) ?? VietnamTime.Today(engine.Get<TimeProvider>()).Year;
            var report = await engine.Get<ReachQuery>().ReportAsync(year, parse.GetValue(By), cancel);
            if (parse.GetValue(Csv) is { } file) ReachCsv.Write(report, file.FullName);
            if (parse.GetValue(Json)) JsonOutput.Print(report);
            else ReachTable.Print(report);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
