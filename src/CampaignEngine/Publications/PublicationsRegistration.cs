using CampaignEngine.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Publications;

internal static class PublicationsRegistration
{
    public static IServiceCollection AddPublications(this IServiceCollection services) => services
        .AddSingleton<ILaunchStep, PlanPublishing>().AddSingleton<PublicationStore>().AddSingleton<PublishDue>().AddSingleton<LookForDoubts>()
        .AddSingleton<MeasurePublications>().AddSingleton<ResolvePublication>();
}
