using System.CommandLine;
using CampaignEngine.Calendar;
using CampaignEngine.Host.Output;
using CampaignEngine.Links;

namespace CampaignEngine.Host.Commands;

/// <summary>The registry of the agency's portals and pages, and whether they link both ways.</summary>
internal static class LinkSiteCommands
{
    private static readonly Argument<int> Id = new("SITE") { Description = "Its number, as 'links site list' prints it" };
    private static readonly Option<DateOnly?> On = DateOption.Create("--on", "The day, Vietnam time; default: today");
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("site", "The agency's portals and pages") { Add(), List(), Close(), Confirm(), Check() };

    private static DateOnly Today(EngineSession engine) => VietnamTime.Today(engine.Get<TimeProvider>());

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "As it calls itself" };
        var kind = new Option<string>("--kind") { Required = true, Description = string.Join(", ", SiteKind.All) };
        var address = new Option<string>("--address") { Required = true, Description = "Its https address" };
        var unit = new Option<string>("--unit") { Required = true, Description = "Who answers for it" };
        var province = new Option<string?>("--province") { Description = "Code of the province; without it the page is national" };
        var command = new Command("add", "Enters a portal or page; prints its number") { name, kind, address, unit, province, On };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var site = await engine.Get<AddSite>().ExecuteAsync(engine.Actor, new Site(0, parse.GetValue(name)!, parse.GetValue(kind)!, parse.GetValue(address)!,
                parse.GetValue(unit)!, parse.GetValue(province), parse.GetValue(On) ?? Today(engine), null), cancel);
            Console.WriteLine(site.SiteId);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Closed ones too" };
        var command = new Command("list", "Portals and pages with who answers for them") { all, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var sites = await engine.Get<SiteStore>().ListAsync(parse.GetValue(all), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { sites });
            else foreach (var s in sites) Console.WriteLine($"{s.SiteId}\t{s.Kind}\t{s.ProvinceCode ?? "-"}\t{s.Name}\t{s.Address}\t{s.Unit}\t{s.OpenedOn:yyyy-MM-dd}\t{(s.ClosedOn is { } end ? $"{end:yyyy-MM-dd}" : "-")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Close()
    {
        var command = new Command("close", "Takes a page out of use") { Id, On };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<CloseSite>().ExecuteAsync(engine.Actor, parse.GetValue(Id), parse.GetValue(On) ?? Today(engine), cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Confirm()
    {
        var from = new Argument<int>("FROM") { Description = "The page that was looked at" };
        var to = new Argument<int>("TO") { Description = "The page it links to" };
        var missing = new Option<bool>("--missing") { Description = "The link was not there" };
        var command = new Command("confirm", "Writes down what a person saw: one page links to another") { from, to, missing, On };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<ConfirmSiteLink>().ExecuteAsync(engine.Actor, parse.GetValue(from), parse.GetValue(to), !parse.GetValue(missing), parse.GetValue(On) ?? Today(engine), cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Check()
    {
        var days = new Option<int>("--within") { Description = "How many days a confirmation holds", DefaultValueFactory = _ => 180 };
        var command = new Command("check", "Whether portals and pages link both ways; exit status 2 where one does not") { days, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var pairs = await engine.Get<SiteCheck>().ExecuteAsync(Today(engine).AddDays(-parse.GetValue(days)), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { pairs });
            else LinkOutput.Print(pairs);
            return pairs.All(p => p.BothWays) ? ExitStatus.Ok : ExitStatus.Refused;
        }, cancel));
        return command;
    }
}
