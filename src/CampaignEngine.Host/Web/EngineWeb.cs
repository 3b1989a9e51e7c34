using CampaignEngine.Dispatch;
using CampaignEngine.Host.Webhooks;
using CampaignEngine.Intake;
using CampaignEngine.Receipts;
using Hangfire;

namespace CampaignEngine.Host.Web;

/// <summary>The host's web side in one place: status page, API, webhooks, dashboard, and the worker that runs the jobs.</summary>
internal static class EngineWeb
{
    /// <param name="prepare">Runs after the migrations and before the first job.</param>
    public static async Task<WebApplication> StartAsync(
        IConfigurationRoot configuration, Func<IServiceProvider, Task>? prepare, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // A job stopped with its process is said as a warning each time; our tables hand its work on.
            .AddFilter("Hangfire.Server.Worker", LogLevel.Error);
        builder.WebHost.UseUrls((configuration.GetSection("Web").Get<WebOptions>() ?? new WebOptions()).Url);
        builder.Services.AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration).AddJobs().AddWorker();
        builder.Services.AddProblemDetails().AddExceptionHandler<ProblemAnswers>().AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(
            new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)));

        var app = builder.Build();
        await Engine.StartAsync(app.Services, cancel);
        if (prepare is not null) await prepare(app.Services);
        await app.Services.GetRequiredService<StartDispatch>().ExecuteAsync(cancel);
        app.UseExceptionHandler();
        app.MapStatusPage();
        app.MapApi();
        app.MapTwilioWebhooks();
        app.MapOpenApi("/api/openapi.json");
        // Hangfire lets in requests from this machine only; the jobs are looked at here and governed by our own commands.
        app.UseHangfireDashboard("/hangfire", new DashboardOptions { IsReadOnlyFunc = _ => true, DashboardTitle = "CampaignEngine" });
        HangfireRegistration.StartJobs(app.Services);
        var recurring = app.Services.GetRequiredService<IRecurringJobManager>();
        ReceiptsJob.Schedule(recurring);
        RepliesJob.Schedule(recurring);
        await app.StartAsync(cancel);
        return app;
    }
}
