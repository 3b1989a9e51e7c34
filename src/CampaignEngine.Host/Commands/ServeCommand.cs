using System.CommandLine;
using CampaignEngine.Host.Web;

namespace CampaignEngine.Host.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Runs the status page, the API, the webhooks and a worker until Ctrl-C");
        command.SetAction(async (_, cancel) =>
        {
            var configuration = Settings.Load();
            await using var database = await EngineDatabase.OpenAsync(configuration, cancel);
            await using var app = await EngineWeb.StartAsync(configuration, prepare: null, cancel);
            Console.WriteLine($"{app.Urls.First()}  (Ctrl-C dừng / stops)");
            await WaitAsync(app, cancel);
            return ExitStatus.Ok;
        });
        return command;
    }

    /// <summary>Until the command is cancelled; then the host stops, which finishes the slices in hand.</summary>
    public static async Task WaitAsync(WebApplication app, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        catch (OperationCanceledException) { }
        await app.StopAsync(CancellationToken.None);
    }
}
