using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Recipients;
using CampaignEngine.Templates;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Host.Commands;

/// <summary>template render: the newest version for one person of the database, or for the sample people of its folder.</summary>
internal static class TemplateRenderCommand
{
    private static readonly Argument<string> Key = new("KEY");
    private static readonly Option<string> Language = new("--language") { Required = true, Description = "BCP-47 tag; the fallback used is printed" };
    private static readonly Option<string> Channel = new("--channel") { DefaultValueFactory = _ => "sms" };
    private static readonly Option<AccentChoice> Accents = new("--accents") { Description = "keep or strip (Vietnamese only)" };
    private static readonly Option<long?> Person = new("--person") { Description = "A recipient's id, shown masked; without it, the template's sample people" };
    private static readonly Option<bool> Json = new("--json");

    public static Command Create()
    {
        var command = new Command("render", "Renders a template's newest version") { Key, Language, Channel, Accents, Person, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
            var (version, choice) = await FindAsync(engine, connection, parse, cancel);
            if (parse.GetValue(Accents) == AccentChoice.Strip && version.Language != Languages.Vietnamese)
                throw new RefusedException("accents-not-vi", version.Language, "Chỉ tiếng Việt mới bỏ dấu được.", "Only Vietnamese can do without its accents.");

            var renderer = new MessageRenderer(await TemplateCommands.MergeSettingsOf(engine, cancel));
            var texts = new List<RenderedText>();
            foreach (var (person, shown) in await PeopleAsync(engine, connection, parse, cancel))
                texts.Add(Render(renderer, version, person, shown, parse.GetValue(Accents)));
            if (parse.GetValue(Json))
                JsonOutput.Print(new { version.Key, version.Version, version.Approved, Language = choice.Tag, choice.FallbackFrom, texts });
            else
                TemplateOutput.Print(version, choice, texts);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static async Task<(TemplateVersion, LanguageChoice)> FindAsync(EngineSession engine, NpgsqlConnection connection, ParseResult parse, CancellationToken cancel)
    {
        var (key, channel, language) = (parse.GetValue(Key)!, parse.GetValue(Channel), parse.GetValue(Language)!);
        var declared = Languages.Find(language)?.Tag
            ?? throw new RefusedException("unknown-language", language, $"Không có ngôn ngữ '{language}'.", $"There is no language '{language}'.");
        var versions = (await engine.Get<TemplateCatalogue>().LatestAsync(connection, cancel))
            .Where(t => t.Key == key && t.Channel == channel).ToDictionary(t => t.Language);
        if (versions.Count == 0)
            throw new RefusedException("no-template", key, "Chưa nhập mẫu tin này: campaign template import.", "No such template was imported: campaign template import.");
        var choice = LanguageFallback.Choose(declared, versions.Keys);
        return versions.TryGetValue(choice.Tag, out var version)
            ? (version, choice)
            : throw new RefusedException("no-language", choice.Tag, "Mẫu tin chưa có ngôn ngữ này.", "The template has no text in this language or its fallback.");
    }

    /// <summary>Who is rendered, and who is shown: a real person's size with initials in place of the name.</summary>
    private static async Task<IReadOnlyList<(PersonFields Person, PersonFields Shown)>> PeopleAsync(
        EngineSession engine, NpgsqlConnection connection, ParseResult parse, CancellationToken cancel)
    {
        if (parse.GetValue(Person) is not { } id)
            return [.. TemplateSamples.Of(HomeFolder.Resolve(engine.Get<IOptions<TemplateOptions>>().Value.Folder), parse.GetValue(Key)!).Select(s => (s, s))];
        var people = await engine.Get<PersonFieldsStore>().LoadAsync(connection, [id], cancel);
        return people.TryGetValue(id, out var person)
            ? [(person, MaskedPerson.Of(person))]
            : throw new RefusedException("no-person", id.ToString(), "Không có người này.", "There is no such recipient.");
    }

    private static RenderedText Render(MessageRenderer renderer, TemplateVersion version, PersonFields person, PersonFields shown, AccentChoice accents) =>
        (renderer.Render(version, person, accents), renderer.Render(version, shown, accents)) switch
        {
            (Rendered real, Rendered masked) => new RenderedText(masked.Body, real.Size.Encoding.ToString(), real.Size.Units, real.Size.Parts),
            (RenderFault fault, _) => throw new RefusedException(fault.Code, version.Key, $"Không tạo được tin: {fault.Words}", $"The text does not render: {fault.Words}"),
            var (_, other) => throw new InvalidOperationException($"masked text: {other}"),
        };
}
