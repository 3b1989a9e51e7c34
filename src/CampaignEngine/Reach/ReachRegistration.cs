using CampaignEngine.Dispatch;
using CampaignEngine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Reach;

internal static class ReachRegistration
{
    public static IServiceCollection AddReach(this IServiceCollection services) =>
        services.AddSingleton<ISeed, ReachSeed>().AddSingleton<GoalStore>().AddSingleton<ReachQuery>().AddSingleton<ReachRollUp>().AddSingleton<IArchiveStep, KeepReach>();
}
