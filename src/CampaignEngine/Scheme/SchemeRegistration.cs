using CampaignEngine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Scheme;

internal static class SchemeRegistration
{
    public static IServiceCollection AddScheme(this IServiceCollection services) => services.AddSingleton<ISeed, SchemeSeed>();
}
