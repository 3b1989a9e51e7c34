using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Dispatch;

internal static class LaunchRegistration
{
    public static IServiceCollection AddLaunch(this IServiceCollection services)
    {
        services.AddSingleton<LaunchRules>();
        services.AddSingleton<RunPartition>();
        services.AddSingleton<LaunchCampaign>();
        services.AddSingleton<FreezeRun>();
        services.AddSingleton<LoadTexts>();
        services.AddSingleton<RenderBatch>();
        services.AddSingleton<RenderRun>();
        services.AddSingleton<NextChannel>();
        services.AddSingleton<UnrenderedRuns>();
        services.AddSingleton<CampaignStatus>();
        return services;
    }
}
