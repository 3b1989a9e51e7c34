using System.CommandLine;
using CampaignEngine.Consent;
using CampaignEngine.Segments;

namespace CampaignEngine.Host.Commands;

internal static class SegmentCommands
{
    private static readonly Argument<string> Name = new("NAME");
    private static readonly Argument<string?> NameOrNone = new("NAME") { Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
    private static readonly Option<FileInfo?> Rule = new("--rule") { Description = "A JSON file with a rule or a definition (docs/segments.md)" };
    private static readonly Option<FileInfo> RuleToSave = new("--rule") { Required = true, Description = "A JSON file with a rule or a definition (docs/segments.md)" };
    private static readonly Option<MessageClass> Class = new("--class") { DefaultValueFactory = _ => MessageClass.PolicyInfo, Description = "The class of message the gate is asked for" };
    private static readonly Option<string> Channel = new("--channel") { DefaultValueFactory = _ => ChannelAddress.Sms, Description = string.Join(", ", ChannelAddress.Channels) };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("segment", "Rules over people: the plan's groups and saved ones") { List(), Show(), Preview(), Save() };

    private static Command List()
    {
        var command = new Command("list", "All segments: the latest saved version, else the one that ships") { Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            SegmentOutput.List(await engine.Get<SegmentCatalogue>().ListAsync(cancel), parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "One segment: its rule, and the rule in words") { Name, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            SegmentOutput.Show(await engine.Get<SegmentCatalogue>().GetAsync(parse.GetValue(Name)!, cancel), parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Preview()
    {
        var command = new Command("preview", "How many people match now, how many can be contacted, and why not the others") { NameOrNone, Rule, Class, Channel, Json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(NameOrNone) is null == result.GetValue(Rule) is null) result.AddError("Cần NAME hoặc --rule FILE. / Give NAME or --rule FILE.");
        });
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var catalogue = engine.Get<SegmentCatalogue>();
            var file = parse.GetValue(Rule);
            var name = parse.GetValue(NameOrNone) ?? file!.Name;
            var rule = file is null ? (await catalogue.GetAsync(name, cancel)).Rule : await ReadAsync(file, catalogue, cancel);
            var report = await engine.Get<SegmentPreview>().ExecuteAsync(
                engine.Actor, rule, parse.GetValue(Class), parse.GetValue(Channel)!, name, cancel);
            SegmentOutput.Preview(name, rule, report, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Save()
    {
        var command = new Command("save", "Saves a rule as the segment's next version") { Name, RuleToSave, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var file = SegmentFile.Read(await TextAsync(parse.GetValue(RuleToSave)!, cancel));
            var saved = await engine.Get<SaveSegment>().ExecuteAsync(engine.Actor, parse.GetValue(Name)!, file, cancel);
            SegmentOutput.Show(saved, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static async Task<SegmentRule> ReadAsync(FileInfo path, SegmentCatalogue catalogue, CancellationToken cancel)
    {
        var file = SegmentFile.Read(await TextAsync(path, cancel));
        return await catalogue.ReadAsync(file.Rule, file.Where, cancel);
    }

    private static async Task<string> TextAsync(FileInfo file, CancellationToken cancel) => file.Exists
        ? await File.ReadAllTextAsync(file.FullName, cancel)
        : throw new RefusedException("no-such-file", file.FullName, "Không có tệp này.", "There is no such file.");
}
