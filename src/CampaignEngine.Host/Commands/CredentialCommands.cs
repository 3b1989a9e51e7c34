using System.CommandLine;
using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Host.Commands;

/// <summary>Providers' secrets. Never an argument: other users of the machine can read those.</summary>
internal static class CredentialCommands
{
    private static readonly Argument<string> Provider = new("PROVIDER") { Description = "The provider, for example zalo" };
    private static readonly Argument<string> Name = new("NAME") { Description = "Which of its secrets, as 'channel credential list' prints them" };

    public static Command Create() => new("credential", "Providers' secrets, sealed at rest") { List(), Set() };

    private static Command List()
    {
        var command = new Command("list", "The secrets that providers need, and how each one stands; none is shown");
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var rows = await engine.Get<CredentialStore>().ListAsync(cancel);
            foreach (var name in engine.Get<IEnumerable<CredentialName>>())
            {
                var row = rows.FirstOrDefault(r => r.Provider == name.Provider && r.Name == name.Name);
                var state = row is null ? "missing" : row.IsReady ? row.State : $"{row.State}: {row.Reason}";
                var until = row?.ExpiresAt is { } at ? $"{at:yyyy-MM-dd}" : "-";
                Console.WriteLine($"{name.Provider}\t{name.Name}\t{state}\t{until}\t{name.Vi} / {name.En}");
            }
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Set()
    {
        var file = new Option<FileInfo?>("--file") { Description = "Read from this file; without it from standard input" };
        var expires = DateOption.Create("--expires", "The day from which it no longer holds, where the provider tells one");
        var command = new Command("set", "Stores a secret read from standard input or a file, in the place of the one before") { Provider, Name, file, expires };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var (provider, name) = (parse.GetValue(Provider)!, parse.GetValue(Name)!);
            var secret = await ReadAsync(parse.GetValue(file), $"{provider}/{name}", cancel);
            var until = parse.GetValue(expires) is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(7)) : (DateTimeOffset?)null;
            var version = await engine.Get<SetCredential>().ExecuteAsync(engine.Actor, provider, name, secret, until, cancel);
            Console.WriteLine($"{provider}/{name} {version}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static async Task<string> ReadAsync(FileInfo? file, string where, CancellationToken cancel)
    {
        try
        {
            return file is null ? await Console.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(file.FullName, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("credential-file", where, $"Không đọc được {file!.FullName}.", $"{file.FullName} cannot be read.");
        }
    }
}
