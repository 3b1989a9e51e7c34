using System.CommandLine;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Credentials;
using CampaignEngine.Dispatch;
using Npgsql;

namespace CampaignEngine.Host.Commands;

internal static class ChannelCommands
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The provider, as 'channel list' prints it" };

    public static Command Create() => new("channel", "Senders: what their receipts prove, and whether one is stopped") { List(), Stop(), Resume(), Check(), ChannelTestCommand.Create(), CredentialCommands.Create() };

    private static Command List()
    {
        var command = new Command("list", "All senders this installation has had, with the medium and the place in its order");
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var quotas = await engine.Get<QuotaReport>().ExecuteAsync(cancel);
            await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
            var senders = engine.Get<SenderFor>();
            foreach (var row in await SenderStore.ListAsync(connection, cancel))
            {
                var channel = senders.All.FirstOrDefault(c => c.Provider == row.Sender);
                var place = channel is null ? "not set up" : $"{channel.Medium} {1 + senders.Of(channel.Medium).ToList().IndexOf(channel)}";
                Console.WriteLine($"{row.Sender}\t{place}\t{row.Receipts}\t{(row.StoppedAt is null ? "open" : $"stopped: {row.StopReason}")}"
                    + string.Concat(quotas.Where(q => q.Sender == row.Sender).Select(q => $"\t{q.Period} {q.Used}/{q.Most}")));
            }
            await WarnAsync(engine, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    /// <summary>Secrets that no longer hold, or soon will not: told beside the list, ahead of the day.</summary>
    private static async Task WarnAsync(EngineSession engine, CancellationToken cancel)
    {
        var rows = await engine.Get<CredentialStore>().ListAsync(cancel);
        foreach (var name in engine.Get<IEnumerable<CredentialName>>().Where(n => rows.Any(r => r.Provider == n.Provider && r.Name == n.Name)))
            if (CredentialCheck.Of(name, rows, TimeProvider.System.GetUtcNow()) is { State: not CheckState.Good } line)
                Console.Error.WriteLine($"{name}: {line.Vi} / {line.En}");
    }

    private static Command Check()
    {
        var one = new Argument<string?>("NAME") { Description = "The provider; without it all that are set up", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Asks providers, without sending anything, whether they would take messages: secrets, tokens, quotas") { one };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var checks = engine.Get<IEnumerable<IChannelCheck>>().Where(c => parse.GetValue(one) is not { } name || c.Provider == name).ToList();
            if (checks.Count == 0)
                throw new RefusedException("no-channel-check", parse.GetValue(one) ?? "", "Không có kênh gửi nào như vậy để kiểm tra.", "There is no such sender that can be checked.");
            var bad = false;
            foreach (var check in checks)
                foreach (var line in await check.ExecuteAsync(cancel))
                {
                    bad |= line.State == CheckState.Bad;
                    Console.WriteLine($"{check.Provider}\t{line.Subject}\t{line.State}\t{line.Vi} / {line.En}");
                }
            return bad ? ExitStatus.Refused : ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Stop()
    {
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit trail", Required = true };
        var command = new Command("stop", "Sends nothing more by a sender until it is resumed; the next of its medium takes over") { Name, reason };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<StopSender>().ExecuteAsync(engine.Actor, parse.GetValue(Name)!, parse.GetValue(reason)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Resume()
    {
        var command = new Command("resume", "Lets a sender go on that a fault of its account or a person had stopped") { Name };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<ResumeSender>().ExecuteAsync(engine.Actor, parse.GetValue(Name)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
