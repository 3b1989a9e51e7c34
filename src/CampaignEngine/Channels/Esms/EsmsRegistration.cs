using CampaignEngine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Esms;

internal static class EsmsRegistration
{
    /// <summary>What came from eSMS is read also after the account was taken out of the settings.</summary>
    public static IServiceCollection AddEsms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EsmsOptions>().BindConfiguration("Esms").ValidateDataAnnotations();
        services.AddSingleton<EsmsReceipts>();
        services.AddSingleton<IReceiptReader>(p => p.GetRequiredService<EsmsReceipts>());
        services.AddSingleton<IReplyReader>(p => p.GetRequiredService<EsmsReceipts>());
        if (string.IsNullOrEmpty(configuration["Esms:ApiKey"])) return services;

        services.AddConnections<EsmsOptions>(EsmsChannel.Name);
        services.AddSingleton(p => new EsmsRequest(
            p.GetRequiredService<IOptions<EsmsOptions>>(), p.GetRequiredService<IOptions<WebhookOptions>>(), p.GetRequiredService<EngineSecrets>()));
        services.AddSingleton<ILookUp>(p => new EsmsLookUp(
            p.ClientOf(EsmsChannel.Name), p.GetRequiredService<IOptions<EsmsOptions>>(), p.GetRequiredService<EsmsRequest>(), TimeProvider.System));
        services.AddSingleton<IChannelCheck>(p => new EsmsCheck(p.ClientOf(EsmsChannel.Name), p.GetRequiredService<IOptions<EsmsOptions>>()));
        return services.AddSingleton<IChannel>(p => new EsmsChannel(
            p.ClientOf(EsmsChannel.Name), p.GetRequiredService<IOptions<EsmsOptions>>(), p.GetRequiredService<EsmsRequest>(), TimeProvider.System));
    }
}
