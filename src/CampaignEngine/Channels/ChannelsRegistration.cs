using CampaignEngine.Channels.Credentials;
using CampaignEngine.Channels.Esms;
using CampaignEngine.Channels.Facebook;
using CampaignEngine.Channels.Kannel;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Channels.Vssid;
using CampaignEngine.Channels.YouTube;
using CampaignEngine.Channels.Zalo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Channels;

internal static class ChannelsRegistration
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").ValidateDataAnnotations();
        services.AddSingleton<CredentialSeal>().AddSingleton<CredentialStore>().AddSingleton<SetCredential>().AddSingleton<RenewCredential>().AddSingleton<QuotaLedger>().AddSingleton<UnitLedger>();
        return services.AddTwilio(configuration).AddEsms(configuration).AddKannel(configuration).AddZalo(configuration).AddVssid(configuration).AddFacebook(configuration).AddYouTube(configuration);
    }
}
