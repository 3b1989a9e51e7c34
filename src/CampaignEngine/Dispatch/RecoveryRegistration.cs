using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Dispatch;

internal static class RecoveryRegistration
{
    public static IServiceCollection AddRecovery(this IServiceCollection services)
    {
        services.AddSingleton<RestoreMarker>();
        services.AddSingleton<ClaimPermit>();
        services.AddSingleton<RecoveryStatus>();
        services.AddSingleton<BeginRecovery>();
        services.AddSingleton<ConfirmRecovery>();
        return services;
    }
}
