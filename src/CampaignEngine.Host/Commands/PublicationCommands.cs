using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Publications;

namespace CampaignEngine.Host.Commands;

/// <summary>What a campaign publishes for all to see.</summary>
internal static class PublicationCommands
{
    private static readonly Argument<int> Id = new("ID") { Description = "As 'publication list' prints it" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the audit trail", Required = true };

    public static Command Create() => new("publication", "Posts of campaigns: where they stand, and a person's hand on them") { List(), Resolve(), Remove() };

    private static Command List()
    {
        var run = new Option<int?>("--run") { Description = "Only this run's" };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output" };
        var command = new Command("list", "All posts with their state, address and reason") { run, json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var publications = await engine.Get<PublicationStore>().ListAsync(parse.GetValue(run), cancel);
            if (parse.GetValue(json)) JsonOutput.Print(new { publications });
            else foreach (var p in publications)
                Console.WriteLine($"{p.PublicationId}\trun {p.RunId}\t{p.Channel}\t{p.Language}\t{p.State}\t{p.PublishAt:yyyy-MM-ddTHH:mm:ssZ}\t{p.Url ?? p.ProviderId ?? "-"}\t{p.Reason}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Resolve()
    {
        var url = new Option<string?>("--url") { Description = "Where it stands; without it the post is not there, and is published again while there is time" };
        var command = new Command("resolve", "Writes down what a person found out about a post in doubt") { Id, url, Reason };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<ResolvePublication>().DecideAsync(engine.Actor, parse.GetValue(Id), parse.GetValue(url), parse.GetValue(Reason)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Remove()
    {
        var command = new Command("remove", "Takes a published post down") { Id, Reason };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<ResolvePublication>().RemoveAsync(engine.Actor, parse.GetValue(Id), parse.GetValue(Reason)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
