using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Authenticity;

internal static class AuthenticityRegistration
{
    public static IServiceCollection AddAuthenticity(this IServiceCollection services) => services.AddSingleton<CurrentTexts>().AddSingleton<CheckText>();
}
