using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Carriers;

internal static class CarriersRegistration
{
    public static IServiceCollection AddCarriers(this IServiceCollection services) =>
        services.AddSingleton<ImportDeliveries>().AddSingleton<ApplyDeliveries>().AddSingleton<ImportInvoice>().AddSingleton<Reconcile>();
}
