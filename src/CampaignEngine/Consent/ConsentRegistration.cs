using CampaignEngine.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Consent;

internal static class ConsentRegistration
{
    public static IServiceCollection AddConsent(this IServiceCollection services) => services.AddSingleton<IPeopleImportStep, ConsentImportStep>();
}
