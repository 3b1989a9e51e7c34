using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Access;

internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<AuditTrail>().AddSingleton<Users>();
}
