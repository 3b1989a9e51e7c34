namespace CampaignEngine.Simulator;

/// <summary>The providers' look-alike. Loopback only; production never starts it.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = SimulatorApp.Build(builder);
        await app.StartAsync();
        // The one line whoever started the process waits for.
        Console.WriteLine($"simulator {app.Urls.First()}");
        var parent = app.Configuration.GetValue<int?>("parent");
        if (parent is { } id) _ = ParentWatch.StopWithAsync(id, app.Lifetime);
        await app.WaitForShutdownAsync();
    }
}
