using System.CommandLine;
using CampaignEngine.Access;

namespace CampaignEngine.Host.Commands;

internal static class UserCommands
{
    private static readonly Argument<string> Name = new("NAME");
    private static readonly Option<string[]> Roles = new("--role") { Required = true, AllowMultipleArgumentsPerToken = true, Description = string.Join(", ", Role.All) };

    public static Command Create() => new("user", "Named users, their roles and tokens") { Add(), List(), Disable() };

    private static Command Add()
    {
        var command = new Command("add", "Adds a user and prints the token once; the first user needs no token and is an administrator") { Name, Roles };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            Console.WriteLine(await engine.Get<Users>().AddAsync(engine.ActorOrNone, parse.GetValue(Name)!, parse.GetValue(Roles)!, cancel));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "All users with their roles");
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            engine.Actor.MustBe(Role.Administrator);
            foreach (var user in await engine.Get<Users>().ListAsync(cancel))
                Console.WriteLine($"{user.Name}\t{string.Join(',', user.Roles)}\t{(user.DisabledAt is null ? "active" : "disabled")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Disable()
    {
        var command = new Command("disable", "Ends a user's access") { Name };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<Users>().DisableAsync(engine.Actor, parse.GetValue(Name)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
