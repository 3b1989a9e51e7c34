using CampaignEngine.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Publications;

internal static class PublicationsRegistration
{
    public static IServiceCollection AddPublications(this IServiceCollection services)
    {
        services.AddOptions<PublicationOptions>().BindConfiguration("Publications").ValidateDataAnnotations();
        services.AddSingleton<TaskStore>().AddSingleton<SweepTasks>().AddSingleton<TaskLink>().AddSingleton<ConfirmTask>().AddSingleton<ImportConfirmations>().AddSingleton<SkipTask>().AddSingleton<EnterFigure>().AddSingleton<BroadcastWeek>();
        return services
            .AddSingleton<ILaunchStep, PlanPublishing>().AddSingleton<PublicationStore>().AddSingleton<OutgoingPosts>().AddSingleton<PublishDue>().AddSingleton<LookForDoubts>()
            .AddSingleton<MeasurePublications>()
            .AddSingleton<UploadStore>().AddSingleton<UploadVideo>().AddSingleton<UploadDue>().AddSingleton<ReleaseVideos>().AddSingleton<AddCaptions>().AddSingleton<ResolvePublication>();
    }
}
