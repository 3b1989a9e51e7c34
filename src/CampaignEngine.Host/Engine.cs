using System.CommandLine;
using CampaignEngine.Access;
using CampaignEngine.Dispatch;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Host;

/// <summary>Opens the engine for one command: settings, database (its own where none is given), migrations, the acting user.</summary>
internal static class Engine
{
    public static readonly Option<string?> TokenOption = new("--token") { Description = "The acting user's token (or CAMPAIGN_TOKEN)", Recursive = true };

    public static async Task<int> RunAsync(ParseResult command, Func<EngineSession, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        var configuration = Settings.Load();
        await using var database = await EngineDatabase.OpenAsync(configuration, cancel);
        await using var services = new ServiceCollection()
            .AddLogging(l => l.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning))
            .AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration).AddJobs().BuildServiceProvider();
        await StartAsync(services, cancel);
        var token = command.GetValue(TokenOption) ?? Environment.GetEnvironmentVariable("CAMPAIGN_TOKEN");
        return await work(new EngineSession(services, await SignInAsync(services, token, cancel)), cancel);
    }

    /// <summary>What every process does before its first act.</summary>
    public static async Task StartAsync(IServiceProvider services, CancellationToken cancel)
    {
        FailPoint.Arm(services.GetRequiredService<IOptions<EngineOptions>>().Value.Mode);
        await Migrations.RunAsync(services.GetRequiredService<NpgsqlDataSource>(), services.GetServices<ISeed>(), cancel);
        await services.GetRequiredService<EngineClock>().SynchroniseAsync(cancel);
    }

    private static async Task<Actor?> SignInAsync(IServiceProvider services, string? token, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(token)
            ? null
            : await services.GetRequiredService<Users>().FindByTokenAsync(token.Trim(), cancel) ?? throw ForbiddenException.UnknownToken();
}
