using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Dispatch;

internal static class SettleRegistration
{
    public static IServiceCollection AddSettling(this IServiceCollection services)
    {
        services.AddOptions<SettleOptions>().BindConfiguration("Settle").ValidateDataAnnotations();
        services.AddSingleton<DueStore>();
        services.AddSingleton<OpenMessages>();
        services.AddSingleton<LookUps>();
        services.AddSingleton<TakeReceipts>();
        services.AddSingleton<SettleRange>().AddSingleton<SendableNow>();
        services.AddSingleton<SettleDue>();
        services.AddSingleton<DoubtList>();
        services.AddSingleton<ResolveDoubts>();
        return services;
    }
}
