using System.CommandLine;
using CampaignEngine.Calendar;
using CampaignEngine.Host.Output;
using CampaignEngine.Links;

namespace CampaignEngine.Host.Commands;

/// <summary>Where campaigns lead people, and how many went.</summary>
internal static class LinkCommands
{
    private const int ReportDays = 30;

    private static readonly Option<string?> OfCampaign = new("--campaign") { Description = "Only links of this utm_campaign" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("links", "Campaign links and the agency's pages") { Add(), List(), Close(), Report(), LinkSiteCommands.Create() };

    private static Command Add()
    {
        var address = new Argument<string>("ADDRESS") { Description = "https, on a host of Links:AllowedHosts" };
        var medium = new Option<string>("--medium") { Required = true, Description = string.Join(", ", LinkMedium.All) };
        var source = new Option<string>("--source") { Required = true, Description = "utm_source: which page or list" };
        var campaign = new Option<string>("--campaign") { Required = true, Description = "utm_campaign" };
        var content = new Option<string?>("--content") { Description = "utm_content: tells two links of one campaign and medium apart" };
        var expires = DateOption.Create("--expires", "The day, Vietnam time, from which the link is over");
        var command = new Command("add", "Makes a link with its marks and a short code; prints the short address") { address, medium, source, campaign, content, expires, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var tags = new UtmTags(parse.GetValue(source)!, parse.GetValue(medium)!, parse.GetValue(campaign)!, parse.GetValue(content));
            var end = parse.GetValue(expires) is { } day ? VietnamTime.At(day, TimeOnly.MinValue) : (DateTimeOffset?)null;
            var link = await engine.Get<AddLink>().ExecuteAsync(engine.Actor, parse.GetValue(address)!, tags, end, cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(link);
            else Console.WriteLine($"{link.Address}\t{link.Target}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The links that were made, newest first") { OfCampaign, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var links = await engine.Get<LinkList>().ExecuteAsync(parse.GetValue(OfCampaign), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { links });
            else foreach (var l in links) Console.WriteLine($"{l.LinkId}\t{l.Address}\t{(l.ExpiresAt is { } end ? $"{end:yyyy-MM-ddTHH:mm:ssZ}" : "-")}\t{l.Target}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Close()
    {
        var code = new Argument<string>("CODE") { Description = "The letters behind the host" };
        var command = new Command("close", "Ends a link now; what it counted stays") { code };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<CloseLink>().ExecuteAsync(engine.Actor, parse.GetValue(code)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Report()
    {
        var from = DateOption.Create("--from", $"First day, Vietnam time; default: {ReportDays} days before --to");
        var to = DateOption.Create("--to", "Last day; default: today");
        var csv = new Option<FileInfo?>("--csv") { Description = "Writes the rows to this file" };
        var command = new Command("report", "Clicks by link and day, those of preview fetchers apart") { OfCampaign, from, to, Json, csv };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var last = parse.GetValue(to) ?? VietnamTime.Today(engine.Get<TimeProvider>());
            var report = await engine.Get<LinkReport>().ExecuteAsync(parse.GetValue(OfCampaign), parse.GetValue(from) ?? last.AddDays(-ReportDays), last, cancel);
            if (parse.GetValue(csv) is { } file) LinkOutput.Write(report, file.FullName);
            if (parse.GetValue(Json)) JsonOutput.Print(report);
            else LinkOutput.Print(report);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
