using System.CommandLine;
using CampaignEngine.Calendar;
using CampaignEngine.Host.Output;
using CampaignEngine.Scheme;
using CampaignEngine.Templates;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Host.Commands;

internal static class TemplateCommands
{
    private static readonly Argument<string> Key = new("KEY");
    private static readonly Argument<string?> Folder = new("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "Default: the setting Templates:Folder" };
    private static readonly Option<string> Language = new("--language") { DefaultValueFactory = _ => "vi" };
    private static readonly Option<int?> Version = new("--version") { Description = "Refused unless this is the newest: what was read is what is approved" };
    private static readonly Option<bool> Json = new("--json");
    private static readonly Option<string> Channel = new("--channel") { DefaultValueFactory = _ => "sms" };

    public static Command Create() => new("template", "Message templates: check, import, approve, render")
    {
        Check(), Import(), Approve(), List(), TemplateRenderCommand.Create(),
    };

    /// <summary>Lints without a database: contribution figures come from the parameters this build ships.</summary>
    private static Command Check()
    {
        var command = new Command("check", "Checks all templates of a folder; needs no database") { Folder, Json };
        command.SetAction(parse =>
        {
            var options = Settings.Load().GetSection("Templates").Get<TemplateOptions>() ?? new TemplateOptions();
            var settings = MergeSettings.For(options, SchemeParameters.Shipped(), VietnamTime.Today(TimeProvider.System));
            var check = new TemplateLint(settings).Check(parse.GetValue(Folder) ?? HomeFolder.Resolve(options.Folder));
            if (check.Problems.Count > 0) throw new RefusedException(check.Problems);
            if (parse.GetValue(Json))
            {
                JsonOutput.Print(new { check.Folders, check.Sizes });
                return ExitStatus.Ok;
            }
            foreach (var size in check.Sizes) TemplateOutput.Print(size);
            Console.WriteLine($"{check.Folders} templates, {check.Sizes.Count} texts, no problem");
            return ExitStatus.Ok;
        });
        return command;
    }

    private static Command Import()
    {
        var command = new Command("import", "Takes a folder's templates into the database as new versions") { Folder };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var options = engine.Get<IOptions<TemplateOptions>>().Value;
            var result = await engine.Get<ImportTemplates>().ExecuteAsync(
                engine.Actor, parse.GetValue(Folder) ?? HomeFolder.Resolve(options.Folder), await MergeSettingsOf(engine, cancel), cancel);
            Console.WriteLine($"{result.Added} new versions, {result.Unchanged} unchanged");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Approve()
    {
        var command = new Command("approve", "Approves the newest version of one language") { Key, Channel, Language, Version };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var version = await engine.Get<ApproveTemplate>().ExecuteAsync(
                engine.Actor, parse.GetValue(Key)!, parse.GetValue(Channel)!, parse.GetValue(Language)!, parse.GetValue(Version), cancel);
            Console.WriteLine($"{parse.GetValue(Key)} {parse.GetValue(Channel)}/{parse.GetValue(Language)} version {version} approved");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The newest version of each template") { Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
            var versions = await engine.Get<TemplateCatalogue>().LatestAsync(connection, cancel);
            if (parse.GetValue(Json))
                JsonOutput.Print(new { templates = versions.Select(t => new { t.Key, t.Channel, t.Language, t.Version, t.Class, t.Themes, t.Fields, t.Approved }) });
            else foreach (var t in versions)
                Console.WriteLine($"{t.Key} {t.Channel}/{t.Language} version {t.Version} {t.Class} themes {string.Join(',', t.Themes)} {(t.Approved ? "approved" : "draft")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    internal static async Task<MergeSettings> MergeSettingsOf(EngineSession engine, CancellationToken cancel) => MergeSettings.For(
        engine.Get<IOptions<TemplateOptions>>().Value,
        await SchemeParameters.LoadAsync(engine.Get<NpgsqlDataSource>(), cancel),
        VietnamTime.Today(engine.Get<TimeProvider>()));
}
