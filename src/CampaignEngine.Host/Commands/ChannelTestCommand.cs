using System.CommandLine;
using CampaignEngine.Dispatch;
using CampaignEngine.Recipients;
using CampaignEngine.Templates;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Host.Commands;

/// <summary>channel test: one message to an address of our own staff.</summary>
internal static class ChannelTestCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The provider, as 'channel list' prints it" };
    private static readonly Option<string> Key = new("--template") { Description = "The key of a template of that medium; its newest text is made for its first sample person", Required = true };
    private static readonly Option<string> Language = new("--language") { Description = "BCP-47 tag", DefaultValueFactory = _ => Languages.Vietnamese };
    private static readonly Option<string> To = new("--to") { Description = "One of Dispatch:TestAddresses", Required = true };

    public static Command Create()
    {
        var command = new Command("test", "Sends one message over one sender to an address of our own staff, and prints the provider's word") { Name, Key, Language, To };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var body = await BodyAsync(engine, parse, cancel);
            var outcome = await engine.Get<TestSend>().ExecuteAsync(engine.Actor, parse.GetValue(Name)!, parse.GetValue(To)!, body, cancel);
            Console.WriteLine($"{outcome.TestId}\t{outcome.State}\t{outcome.Code ?? outcome.ProviderId}");
            return outcome.State == "accepted" ? ExitStatus.Ok : ExitStatus.Refused;
        }, cancel));
        return command;
    }

    private static async Task<string> BodyAsync(EngineSession engine, ParseResult parse, CancellationToken cancel)
    {
        var (key, name, language) = (parse.GetValue(Key)!, parse.GetValue(Name)!, parse.GetValue(Language)!);
        var medium = engine.Get<SenderFor>().All.FirstOrDefault(c => c.Provider == name)?.Medium
            ?? throw new RefusedException("no-sender", name, "Chưa cài đặt nhà cung cấp này.", "This provider is not set up.");
        await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
        var version = (await engine.Get<TemplateCatalogue>().LatestAsync(connection, cancel)).FirstOrDefault(t => t.Key == key && t.Channel == medium && t.Language == language)
            ?? throw new RefusedException("no-template", key, $"Không có mẫu tin này cho kênh {medium}, ngôn ngữ {language}.", $"There is no such template for channel {medium} in {language}.");
        var person = TemplateSamples.Of(HomeFolder.Resolve(engine.Get<IOptions<TemplateOptions>>().Value.Folder), key)[0];
        return new MessageRenderer(await TemplateCommands.MergeSettingsOf(engine, cancel)).Render(version, person, AccentChoice.Keep) switch
        {
            Rendered rendered => rendered.Body,
            RenderFault fault => throw new RefusedException(fault.Code, key, $"Không tạo được tin: {fault.Words}", $"The text does not render: {fault.Words}"),
            var other => throw new InvalidOperationException($"rendered: {other}"),
        };
    }
}
