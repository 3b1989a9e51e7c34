using System.CommandLine;
using CampaignEngine.Dispatch;
using Npgsql;

namespace CampaignEngine.Host.Commands;

internal static class ChannelCommands
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The provider, as 'channel list' prints it" };

    public static Command Create() => new("channel", "Senders: what their receipts prove, and whether one is stopped") { List(), Stop(), Resume(), CredentialCommands.Create() };

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
            return ExitStatus.Ok;
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
