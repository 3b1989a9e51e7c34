using CampaignEngine.Alerts;
using CampaignEngine.Carriers;
using CampaignEngine.Channels.Credentials;
using CampaignEngine.Channels.Vssid;
using CampaignEngine.Dispatch;
using CampaignEngine.Intake;
using CampaignEngine.Publications;
using CampaignEngine.Reach;
using CampaignEngine.Receipts;
using CampaignEngine.Storage;
using Hangfire;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Worker;

/// <summary>The hands: what a process needs that runs jobs, with a web side or without. Any number share one database.</summary>
internal static class EngineWorker
{
    public static async Task StartJobsAsync(IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<RestoreMarker>().Keep(HomeFolder.Resolve(services.GetRequiredService<IOptions<EngineOptions>>().Value.DataFolder));
        await services.GetRequiredService<StartDispatch>().ExecuteAsync(cancel);
        HangfireRegistration.StartJobs(services);
        var recurring = services.GetRequiredService<IRecurringJobManager>();
        ReceiptsJob.Schedule(recurring);
        ReceiptFilesJob.Schedule(recurring);
        VssidFilesJob.Schedule(recurring);
        RepliesJob.Schedule(recurring);
        KeepTokensJob.Schedule(recurring);
        PublishJob.Schedule(recurring);
        ReachJob.Schedule(recurring);
        CarriersJob.Schedule(recurring);
        AlertsJob.Schedule(recurring);
    }

    /// <summary>A process of its own without a web side.</summary>
    public static async Task<IHost> StartAsync(IConfigurationRoot configuration, CancellationToken cancel)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddConfiguration(configuration);
        HostLogging.Configure(builder.Logging);
        builder.Services.AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration).AddJobs().AddWorker();
        var host = builder.Build();
        await DatabaseWait.ThroughAsync(() => Engine.StartAsync(host.Services, cancel), cancel);
        await DatabaseWait.ThroughAsync(() => StartJobsAsync(host.Services, cancel), cancel);
        await host.StartAsync(cancel);
        return host;
    }
}
