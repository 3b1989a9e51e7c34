using CampaignEngine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Twilio;

internal static class TwilioRegistration
{
    /// <summary>What came from Twilio is read also after the account was taken out of the settings.</summary>
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>().BindConfiguration("Twilio").ValidateDataAnnotations();
        services.AddSingleton<TwilioReceipts>();
        services.AddSingleton<IReceiptReader>(p => p.GetRequiredService<TwilioReceipts>());
        services.AddSingleton<IReplyReader>(p => p.GetRequiredService<TwilioReceipts>());
        if (string.IsNullOrEmpty(configuration["Twilio:AccountSid"])) return services;

        services.AddConnections<TwilioOptions>(TwilioChannel.Name);
        services.AddSingleton<ILookUp>(p => new TwilioLookUp(p.ClientOf(TwilioChannel.Name), p.GetRequiredService<IOptions<TwilioOptions>>()));
        services.AddSingleton<IChannelCheck>(p => new TwilioCheck(p.ClientOf(TwilioChannel.Name), p.GetRequiredService<IOptions<TwilioOptions>>()));
        return services.AddSingleton<IChannel>(p => new TwilioChannel(
            p.ClientOf(TwilioChannel.Name), p.GetRequiredService<IOptions<TwilioOptions>>(),
            p.GetRequiredService<IOptions<WebhookOptions>>(), p.GetRequiredService<EngineSecrets>(), TimeProvider.System));
    }
}
