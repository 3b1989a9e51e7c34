using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Recipients.Generation;

namespace CampaignEngine.Host.Commands;

internal static class PeopleGenerateCommand
{
    private static readonly Option<long> Count = new("--count") { Required = true, Description = "How many rows" };
    private static readonly Option<long> Seed = new("--seed") { Description = "The same seed gives the same bytes", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Out = new("--out") { Required = true, Description = "The CSV file to write" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create()
    {
        var command = new Command("generate", "Writes a file of invented people for demo and tests; needs no database") { Count, Seed, Out, Json };
        command.SetAction((parse, cancel) => Task.Run(() =>
        {
            var file = GeneratePeople.Execute(parse.GetValue(Count), parse.GetValue(Seed), parse.GetValue(Out)!, cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(file);
            else Console.WriteLine($"{file.File}: {file.Rows} người giả, {file.FaultyRows} dòng có lỗi / invented people, rows with faults; seed {file.Seed}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
