using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Recipients;

namespace CampaignEngine.Host.Commands;

internal static class PeopleCommands
{
    public static Command Create() => new("people", "People: taking them in, and rows kept aside")
    {
        PeopleGenerateCommand.Create(),
        PeopleImportCommand.Create(),
        new Command("review", "Rows that match a known person by phone and name alone") { ReviewList() },
    };

    private static Command ReviewList()
    {
        var count = new Option<int>("--count") { DefaultValueFactory = _ => 50, Description = "At most so many" };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output" };
        var command = new Command("list", "Rows kept aside, oldest first; names and numbers masked") { count, json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            engine.Actor.MustBe(Access.Role.Manager, Access.Role.Operator);
            var rows = await engine.Get<DoubtfulStore>().ListAsync(0, 0, parse.GetValue(count), cancel);
            if (parse.GetValue(json)) JsonOutput.Print(new { rows });
            else
                foreach (var row in rows)
                    Console.WriteLine($"{row.FileName} hàng/row {row.RowNumber}\t≈ {row.RecipientId}\t{row.Name}\t{row.Phone}\t{row.Source}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
