using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Recipients;

internal static class RecipientsRegistration
{
    public static IServiceCollection AddRecipients(this IServiceCollection services) => services.AddSingleton<ImportPeople>().AddSingleton<DoubtfulStore>();
}
