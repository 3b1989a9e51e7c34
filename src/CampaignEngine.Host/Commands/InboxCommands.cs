using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Inbox;

namespace CampaignEngine.Host.Commands;

/// <summary>The raw receipts and replies that are kept.</summary>
internal static class InboxCommands
{
    private static readonly Option<string?> Provider = new("--provider") { Description = "Only this provider's" };
    private static readonly Option<DateOnly?> Since = DateOption.Create("--since", "Only what came on this day (Vietnam time) or later");
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("inbox", "Raw receipts and replies, kept as they came") { Unknown(), Replay() };

    private static Command Unknown()
    {
        var command = new Command("unknown", "What came and was not understood, counted") { Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var unknown = await engine.Get<UnknownBodies>().CountAsync(cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { unknown });
            else foreach (var u in unknown) Console.WriteLine($"{u.Provider}\t{u.Outcome}\t{u.Count}\t{u.Last:yyyy-MM-ddTHH:mm:ssZ}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Replay()
    {
        var outcome = new Option<string>("--outcome") { Description = "What became of them the first time", DefaultValueFactory = _ => InboxOutcome.UnknownStatus };
        outcome.AcceptOnlyFromAmong([.. UnknownBodies.Outcomes]);
        var command = new Command("replay", "Puts bodies that were not understood back, so that a worker reads them again; harmless when repeated") { Provider, outcome, Since, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var count = await engine.Get<ReplayInbox>().ExecuteAsync(engine.Actor, parse.GetValue(outcome)!, parse.GetValue(Provider), parse.GetValue(Since), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { replayed = count });
            else Console.WriteLine($"{count} nội dung sẽ được đọc lại. / {count} bodies will be read again.");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
