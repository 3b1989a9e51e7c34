using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Approvals;

internal static class ApprovalsRegistration
{
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services.AddSingleton<ApproveCampaign>();
}
