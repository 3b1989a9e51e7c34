using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Campaigns;

internal static class CampaignsRegistration
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) =>
        services.AddSingleton<PinSegments>().AddSingleton<PinTemplates>().AddSingleton<PinAssets>().AddSingleton<CreateCampaign>();
}
