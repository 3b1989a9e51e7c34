using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Audiences;

internal static class AudiencesRegistration
{
    public static IServiceCollection AddAudiences(this IServiceCollection services) =>
        services.AddSingleton<AudienceQuery>().AddSingleton<AudiencePreview>().AddSingleton<FreezeAudience>();
}
