using System.CommandLine;
using CampaignEngine.Calendar;
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
    private static readonly Option<string> Channel = new("--channel") { DefaultValueFactory = _ => "sms" };

    public static Command Create() => new("template", "Message templates: check, import, approve, render")
    {
        Check(), Import(), Approve(), List(), TemplateRenderCommand.Create(),
    };

    /// <summary>Lints without a database: contribution figures come from the parameters this build ships.</summary>
    private static Command Check()
    {
        var command = new Command("check", "Checks all templates of a folder; needs no database") { Folder };
        command.SetAction(parse =>
        {
            var options = Settings.Load().GetSection("Templates").Get<TemplateOptions>() ?? new TemplateOptions();
            var settings = MergeSettings.For(options, SchemeParameters.Shipped(), VietnamTime.Today(TimeProvider.System));
            var check = new TemplateLint(settings).Check(parse.GetValue(Folder) ?? HomeFolder.Resolve(options.Folder));
            foreach (var size in check.Sizes)
                Console.WriteLine($"{size.Key} {size.Channel}/{size.Language}: parts {size.PartsKept}{(size.PartsStripped is { } plain ? $", without accents {plain}" : "")}");
            if (check.Problems.Count > 0) throw new RefusedException(check.Problems);
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
        var command = new Command("approve", "Approves the newest version of one language") { Key, Channel, Language };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var version = await engine.Get<ApproveTemplate>().ExecuteAsync(
                engine.Actor, parse.GetValue(Key)!, parse.GetValue(Channel)!, parse.GetValue(Language)!, cancel);
            Console.WriteLine($"{parse.GetValue(Key)} {parse.GetValue(Channel)}/{parse.GetValue(Language)} version {version} approved");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The newest version of each template");
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
            foreach (var t in await engine.Get<TemplateCatalogue>().LatestAsync(connection, cancel))
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
