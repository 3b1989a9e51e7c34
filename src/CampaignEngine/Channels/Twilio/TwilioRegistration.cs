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

        services.AddHttpClient(TwilioChannel.Name)
            .ConfigureHttpClient(client => (client.Timeout, client.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, 256 * 1024))
            .ConfigurePrimaryHttpMessageHandler(p => TwilioHandler.Create(p.GetRequiredService<IOptions<TwilioOptions>>().Value))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own logging costs more than the call, and addresses carry our references.
            .RemoveAllLoggers();
        services.AddSingleton<ILookUp>(p => new TwilioLookUp(
            p.GetRequiredService<IHttpClientFactory>().CreateClient(TwilioChannel.Name), p.GetRequiredService<IOptions<TwilioOptions>>()));
        return services.AddSingleton<IChannel>(p => new TwilioChannel(
            p.GetRequiredService<IHttpClientFactory>().CreateClient(TwilioChannel.Name), p.GetRequiredService<IOptions<TwilioOptions>>(),
            p.GetRequiredService<IOptions<WebhookOptions>>(), p.GetRequiredService<EngineSecrets>(), TimeProvider.System));
    }
}
