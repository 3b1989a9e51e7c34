using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Media;

internal static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration("Media").ValidateDataAnnotations();
        return services.AddSingleton<AssetStore>().AddSingleton<AddAsset>().AddSingleton<WithdrawAsset>();
    }
}
