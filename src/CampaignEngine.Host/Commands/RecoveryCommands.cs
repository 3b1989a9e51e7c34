using System.CommandLine;
using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Output;

namespace CampaignEngine.Host.Commands;

internal static class RecoveryCommands
{
    private static readonly Option<string> Since = new("--since") { Description = "When the backup was made, yyyy-MM-ddTHH:mm, Vietnam time", Required = true };
    private static readonly Option<bool> Doubt = new("--doubt") { Description = "What is pending may have been sent: it is looked up or decided on before it may go" };
    private static readonly Option<bool> NothingSent = new("--nothing-sent") { Description = "You are certain that nothing was sent since the backup: all goes on as it stands" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("recovery", "After a restore or a failover nothing is sent until a person confirms") { Status(), Begin(), Confirm() };

    private static Command Status()
    {
        var command = new Command("status", "Whether the engine is in recovery, since when, and which runs are concerned") { Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            RecoveryOutput.Standing(await engine.Get<RecoveryStatus>().ExecuteAsync(cancel), parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Begin()
    {
        var command = new Command("begin", "Stops all sending: for a restore that the engine cannot notice by itself") { Since, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            if (!DateTime.TryParseExact(parse.GetValue(Since), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since))
                throw new RefusedException("since", "--since", "Thời điểm viết dạng yyyy-MM-ddTHH:mm.", "The time is written yyyy-MM-ddTHH:mm.");
            await engine.Get<BeginRecovery>().ExecuteAsync(engine.Actor, VietnamTime.At(DateOnly.FromDateTime(since), TimeOnly.FromDateTime(since)), cancel);
            RecoveryOutput.Standing(await engine.Get<RecoveryStatus>().ExecuteAsync(cancel), parse.GetValue(Json));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Confirm()
    {
        var command = new Command("confirm", "Ends the recovery; say which of the two it is") { Doubt, NothingSent, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var nothingSent = parse.GetValue(NothingSent);
            if (nothingSent == parse.GetValue(Doubt))
                throw new RefusedException("decision", "confirm", "Hãy chọn đúng một: --doubt hoặc --nothing-sent.", "Choose one: --doubt or --nothing-sent.");
            var doubted = await engine.Get<ConfirmRecovery>().ExecuteAsync(engine.Actor, nothingSent, cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { doubted });
            else Console.WriteLine($"Đã kết thúc phục hồi; {doubted:N0} tin chờ xác minh. / The recovery is over; {doubted:N0} messages are in doubt.");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
