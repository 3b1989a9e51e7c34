using System.CommandLine;
using CampaignEngine.Dispatch;
using Npgsql;

namespace CampaignEngine.Host.Commands;

internal static class ChannelCommands
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The provider, as 'channel list' prints it" };

    public static Command Create() => new("channel", "Senders: what their receipts prove, and whether one is stopped") { List(), Resume() };

    private static Command List()
    {
        var command = new Command("list", "All senders this installation has had");
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var quotas = await engine.Get<QuotaReport>().ExecuteAsync(cancel);
            await using var connection = await engine.Get<NpgsqlDataSource>().OpenConnectionAsync(cancel);
            foreach (var sender in await SenderStore.ListAsync(connection, cancel))
                Console.WriteLine($"{sender.Sender}\t{sender.Receipts}\t{(sender.StoppedAt is null ? "open" : $"stopped: {sender.StopReason}")}"
                    + string.Concat(quotas.Where(q => q.Sender == sender.Sender).Select(q => $"\t{q.Period} {q.Used}/{q.Most}")));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Resume()
    {
        var command = new Command("resume", "Lets a sender go on that a fault of its account had stopped") { Name };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<ResumeSender>().ExecuteAsync(engine.Actor, parse.GetValue(Name)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
