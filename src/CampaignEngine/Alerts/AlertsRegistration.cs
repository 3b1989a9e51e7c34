using CampaignEngine.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Alerts;

internal static class AlertsRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration("Alerts").ValidateDataAnnotations();
        return services.AddSingleton<FindAlerts>().AddSingleton<MakeMails>().AddSingleton<MailServer>().AddSingleton<SendMails>().AddSingleton<AlertList>().AddSingleton<IChannelCheck, MailCheck>();
    }
}
