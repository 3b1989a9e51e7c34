using System.CommandLine;
using CampaignEngine.Host.Web;

namespace CampaignEngine.Host.Commands;

internal static class ServeCommand
{
    private static readonly Option<bool> NoWorker = new("--no-worker") { Description = "Serve only; campaign worker processes run the jobs" };

    public static Command Create()
    {
        var command = new Command("serve", "Runs the status page, the API, the webhooks and a worker until Ctrl-C") { NoWorker };
        command.SetAction(async (parse, cancel) =>
        {
            var configuration = Settings.Load();
            await using var database = await EngineDatabase.OpenAsync(configuration, cancel);
            await using var app = await EngineWeb.StartAsync(configuration, worker: !parse.GetValue(NoWorker), prepare: null, cancel);
            Console.WriteLine($"{app.Urls.First()}  (Ctrl-C dừng / stops)");
            await WaitAsync(app, cancel);
            return ExitStatus.Ok;
        });
        return command;
    }

    /// <summary>Until the command is cancelled; then the host stops, which finishes the slices in hand.</summary>
    public static async Task WaitAsync(IHost app, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        catch (OperationCanceledException) { }
        await app.StopAsync(CancellationToken.None);
    }
}
