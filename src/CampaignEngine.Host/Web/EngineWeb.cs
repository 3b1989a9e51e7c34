using CampaignEngine.Dispatch;
using CampaignEngine.Host.Public;
using CampaignEngine.Host.Webhooks;
using CampaignEngine.Host.Worker;
using Hangfire;

namespace CampaignEngine.Host.Web;

/// <summary>The host's web side in one place: status page, API, webhooks, dashboard, and the worker that runs the jobs.</summary>
internal static class EngineWeb
{
    /// <param name="worker">False: others run the jobs, and this process only serves.</param>
    /// <param name="prepare">Runs after the migrations and before the first job.</param>
    public static async Task<WebApplication> StartAsync(
        IConfigurationRoot configuration, bool worker, Func<IServiceProvider, Task>? prepare, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        HostLogging.Configure(builder.Logging);
        builder.WebHost.UseUrls((configuration.GetSection("Web").Get<WebOptions>() ?? new WebOptions()).Url);
        builder.Services.AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration).AddJobs();
        if (worker) builder.Services.AddWorker();
        builder.Services.AddProblemDetails().AddExceptionHandler<ProblemAnswers>().AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.Converters.Add(
            new System.Text.Json.Serialization.JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)));

        var app = builder.Build();
        await DatabaseWait.ThroughAsync(() => Engine.StartAsync(app.Services, cancel), cancel);
        if (prepare is not null) await prepare(app.Services);
        app.UseExceptionHandler();
        app.MapStatusPage();
        app.MapApi();
        app.MapWebhooks();
        app.MapPublicPages();
        app.MapOpenApi("/api/openapi.json");
        // Hangfire lets in requests from this machine only; the jobs are looked at here and governed by our own commands.
        app.UseHangfireDashboard("/hangfire", new DashboardOptions { IsReadOnlyFunc = _ => true, DashboardTitle = "CampaignEngine" });
        if (worker) await DatabaseWait.ThroughAsync(() => EngineWorker.StartJobsAsync(app.Services, cancel), cancel);
        await app.StartAsync(cancel);
        return app;
    }
}
