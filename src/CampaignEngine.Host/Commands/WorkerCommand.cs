using System.CommandLine;
using CampaignEngine.Host.Worker;

namespace CampaignEngine.Host.Commands;

internal static class WorkerCommand
{
    public static Command Create()
    {
        var command = new Command("worker", "Runs the jobs without a web side until Ctrl-C; start as many as you like on one database");
        command.SetAction(async (_, cancel) =>
        {
            var configuration = Settings.Load();
            await using var database = await EngineDatabase.OpenAsync(configuration, cancel);
            using var host = await EngineWorker.StartAsync(configuration, cancel);
            Console.WriteLine("worker  (Ctrl-C dừng / stops)");
            await ServeCommand.WaitAsync(host, cancel);
            return ExitStatus.Ok;
        });
        return command;
    }
}
