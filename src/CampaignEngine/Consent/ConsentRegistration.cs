using CampaignEngine.Recipients;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Consent;

internal static class ConsentRegistration
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.AddOptions<CapOptions>().BindConfiguration("Caps").ValidateDataAnnotations();
        services.AddSingleton<Caps>();
        services.AddSingleton<ContactLedger>();
        return services.AddSingleton<IPeopleImportStep, ConsentImportStep>();
    }
}
