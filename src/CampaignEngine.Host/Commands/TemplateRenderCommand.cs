using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Templates;
using Npgsql;

namespace CampaignEngine.Host.Commands;

/// <summary>template render: the newest version for one person of the database, or for the sample people of its folder.</summary>
internal static class TemplateRenderCommand
{
    private static readonly Argument<string> Key = new("KEY");
    private static readonly Option<string> Language = new("--language") { Required = true, Description = "BCP-47 tag; the fallback used is printed" };
    private static readonly Option<string> Channel = new("--channel") { DefaultValueFactory = _ => "sms" };
    private static readonly Option<AccentChoice> Accents = new("--accents") { Description = "keep or strip (Vietnamese only)" };
    private static readonly Option<long?> Person = new("--person") { Description = "A recipient's id; without it, an invented sample person" };
    private static readonly Option<bool> Json = new("--json");

    public static Command Create()
    {
        var command = new Command("render", "Renders a template's newest version") { Key, Language, Channel, Accents, Person, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
            var versions = (await engine.Get<TemplateCatalogue>().LatestAsync(connection, cancel))
                .Where(t => t.Key == parse.GetValue(Key) && t.Channel == parse.GetValue(Channel)).ToDictionary(t => t.Language);
            if (versions.Count == 0)
                throw new RefusedException("no-template", parse.GetValue(Key)!, "Chưa nhập mẫu tin này.", "No such template was imported: campaign template import.");
            var choice = LanguageFallback.Choose(parse.GetValue(Language), versions.Keys);
            if (!versions.TryGetValue(choice.Tag, out var version))
                throw new RefusedException("no-language", choice.Tag, "Mẫu tin chưa có ngôn ngữ này.", "The template has no text in this language or its fallback.");

            var renderer = new MessageRenderer(await TemplateCommands.MergeSettingsOf(engine, cancel));
            var person = await PersonAsync(engine, connection, parse.GetValue(Person), cancel);
            if (renderer.Render(version, person, parse.GetValue(Accents)) is not Rendered text)
                throw new RefusedException("not-rendered", version.Key, "Không tạo được tin cho người này.", "The text does not render for this person.");
            Print(version, choice, text, parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static async Task<PersonFields> PersonAsync(EngineSession engine, NpgsqlConnection connection, long? id, CancellationToken cancel)
    {
        if (id is null) return SamplePerson.Fields;
        var people = await engine.Get<PersonFieldsStore>().LoadAsync(connection, [id.Value], cancel);
        return people.TryGetValue(id.Value, out var person)
            ? person
            : throw new RefusedException("no-person", id.Value.ToString(), "Không có người này.", "There is no such recipient.");
    }

    private static void Print(TemplateVersion version, LanguageChoice choice, Rendered text, bool json)
    {
        if (json)
            JsonOutput.Print(new { version.Key, version.Version, choice.Tag, choice.FallbackFrom, text.Body, Encoding = text.Size.Encoding.ToString(), text.Size.Units, text.Size.Parts });
        else
            Console.WriteLine($"{text.Body}\n[{version.Key} v{version.Version} {choice.Tag}{(choice.FallbackFrom is { } from ? $", fallback from {from}" : "")}, {text.Size.Encoding}, {text.Size.Units} units, {text.Size.Parts} parts]");
    }
}
