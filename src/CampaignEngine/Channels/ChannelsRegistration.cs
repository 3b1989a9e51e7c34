using CampaignEngine.Channels.Credentials;
using CampaignEngine.Channels.Esms;
using CampaignEngine.Channels.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Channels;

internal static class ChannelsRegistration
{
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").ValidateDataAnnotations();
        services.AddSingleton<CredentialSeal>().AddSingleton<CredentialStore>().AddSingleton<SetCredential>();
        return services.AddTwilio(configuration).AddEsms(configuration);
    }
}
