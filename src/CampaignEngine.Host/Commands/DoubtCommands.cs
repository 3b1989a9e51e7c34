using System.CommandLine;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Output;
using CampaignEngine.Messages;

namespace CampaignEngine.Host.Commands;

/// <summary>Messages of which nobody knows whether a provider has them: listed, and decided by a person.</summary>
internal static class DoubtCommands
{
    private static readonly Dictionary<string, MessageStatus> Words = new(StringComparer.Ordinal)
    {
        ["delivered"] = MessageStatus.Delivered,
        ["undelivered"] = MessageStatus.Undelivered,
        ["not-sent"] = MessageStatus.Pending,
    };

    private static readonly Option<int?> Campaign = new("--campaign") { Description = "Only this campaign's" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("doubt", "Messages in doubt: what the provider could not be asked about") { List(), Resolve() };

    private static Command List()
    {
        var command = new Command("list", "Messages in doubt, with the last three digits of their numbers") { Campaign, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var doubts = await engine.Get<DoubtList>().ExecuteAsync(parse.GetValue(Campaign), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { doubts });
            else foreach (var d in doubts) Console.WriteLine($"{d.Reference}\t{d.CampaignId}\t{d.Provider ?? "?"}\t{d.Since:yyyy-MM-ddTHH:mm:ssZ}\t{d.Reason}\t…{d.AddressEnd}\t{(d.WaitsForPerson ? "chờ người quyết định / waits for a person" : "còn đang hỏi nhà cung cấp / the provider is still asked")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Resolve()
    {
        var references = new Argument<string[]>("REF") { Description = "References, as 'doubt list' prints them", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that wait for a person now, of --campaign where it is given" };
        var word = new Option<string>("--as") { Description = "What became of them: not-sent is sent again while there is time", Required = true };
        word.AcceptOnlyFromAmong([.. Words.Keys]);
        var reason = new Option<string>("--reason") { Description = "Who confirmed it, and how; kept in the audit trail", Required = true };
        var command = new Command("resolve", "Writes down what a person found out about messages in doubt") { references, all, Campaign, word, reason, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var actor = engine.Actor;
            var given = parse.GetValue(references)!;
            if (given.Length == 0 != parse.GetValue(all)) throw OneOfTwo();
            if (parse.GetValue(all))
                given = [.. (await engine.Get<DoubtList>().ExecuteAsync(parse.GetValue(Campaign), cancel)).Where(d => d.WaitsForPerson).Select(d => d.Reference)];
            var resolved = await engine.Get<ResolveDoubts>().ExecuteAsync(
                actor, [.. given.Select(Read)], Words[parse.GetValue(word)!], parse.GetValue(reason)!, cancel);
            var left = given.Length - resolved;
            if (parse.GetValue(Json)) JsonOutput.Print(new { resolved, left });
            else Console.WriteLine($"Đã ghi {resolved}; {left} tin không còn nghi vấn. / {resolved} written down; {left} were no longer in doubt.");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static MessageReference Read(string text) => MessageReference.TryParse(text, out var reference)
        ? reference
        : throw new RefusedException("not-a-reference", text, $"'{text}' không phải là mã tin; xem: campaign doubt list.", $"'{text}' is no reference; see: campaign doubt list.");

    private static RefusedException OneOfTwo() => new("one-of-two", "REF",
        "Ghi các mã tin, hoặc --all.", "Give references, or --all.");
}
