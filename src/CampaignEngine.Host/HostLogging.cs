namespace CampaignEngine.Host;

/// <summary>How the long-running processes log.</summary>
internal static class HostLogging
{
    public static void Configure(ILoggingBuilder logging) =>
        logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // A job stopped with its process is said as a warning each time; our tables hand its work on.
            .AddFilter("Hangfire.Server.Worker", LogLevel.Error);
}
