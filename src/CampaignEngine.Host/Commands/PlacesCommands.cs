using System.CommandLine;
using CampaignEngine.Access;
using CampaignEngine.Host.Output;
using CampaignEngine.Places;

namespace CampaignEngine.Host.Commands;

internal static class PlacesCommands
{
    private static readonly Argument<string> FilePath = new("FILE") { Description = "CSV or XLSX with code, name, kind and province code of every commune" };
    private static readonly Option<DateOnly?> AsOf = DateOption.Create("--as-of", "The day the list holds from (yyyy-MM-dd)", required: true);
    private static readonly Option<string> Source = new("--source") { Required = true, Description = "Where the list comes from: a decree or an office" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("places", "Provinces and communes as dated rows") { Import() };

    private static Command Import()
    {
        var command = new Command("import", "Takes in the official list of communes; the same file twice changes nothing") { FilePath, AsOf, Source, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            engine.Actor.MustBe(Role.Administrator, Role.Manager);
            var report = await engine.Get<ImportPlaces>().ExecuteAsync(
                parse.GetValue(FilePath)!, parse.GetValue(AsOf)!.Value, parse.GetValue(Source)!, engine.Actor.UserId, cancel);
            Print(report, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static void Print(PlacesReport report, bool json)
    {
        if (json)
        {
            JsonOutput.Print(report);
            return;
        }
        Console.WriteLine($"{report.Rows} xã, phường, đặc khu của {report.Provinces} tỉnh / communes of {report.Provinces} provinces");
        Console.WriteLine(report.NothingChanged
            ? "Không có gì thay đổi. / Nothing changed."
            : $"mới/opened {report.Opened}, đổi/changed {report.Changed}, bãi bỏ/closed {report.Closed}, giữ nguyên/unchanged {report.Unchanged}");
    }
}
