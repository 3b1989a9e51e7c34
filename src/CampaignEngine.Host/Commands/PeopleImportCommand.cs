using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Recipients;

namespace CampaignEngine.Host.Commands;

internal static class PeopleImportCommand
{
    private static readonly Argument<string> FilePath = new("FILE") { Description = "CSV (UTF-8) or XLSX; headers in Vietnamese or English (docs/import.md)" };
    private static readonly Option<DateOnly?> AsOf = DateOption.Create("--as-of", "The state of the file (yyyy-MM-dd); today where not given. An older file does not overwrite a newer one");
    private static readonly Option<string?> Source = new("--source") { Description = "Where the file comes from; its name where not given" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Checks and counts all, changes nothing" };
    private static readonly Option<string?> Rejects = new("--rejects") { Description = "CSV file for the bad rows: their cells unchanged, and what is wrong" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create()
    {
        var command = new Command("import", "Takes in a file of people; the same file twice changes nothing") { FilePath, AsOf, Source, DryRun, Rejects, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var request = new PeopleImportRequest(
                parse.GetValue(FilePath)!, parse.GetValue(AsOf), parse.GetValue(Source), parse.GetValue(DryRun), parse.GetValue(Rejects));
            var report = await ImportProgressBar.RunAsync(parse.GetValue(Json),
                progress => engine.Get<ImportPeople>().ExecuteAsync(request, engine.Actor, progress, cancel));
            if (parse.GetValue(Json)) JsonOutput.Print(report);
            else PeopleImportSummary.Print(report);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
