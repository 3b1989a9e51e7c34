using CampaignEngine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Kannel;

internal static class KannelRegistration
{
    /// <summary>What came from Kannel is read also after the user was taken out of the settings.</summary>
    public static IServiceCollection AddKannel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KannelOptions>().BindConfiguration("Kannel").ValidateDataAnnotations();
        services.AddSingleton<KannelReceipts>();
        services.AddSingleton<IReceiptReader>(p => p.GetRequiredService<KannelReceipts>());
        services.AddSingleton<IReplyReader>(p => p.GetRequiredService<KannelReceipts>());
        if (string.IsNullOrEmpty(configuration["Kannel:User"])) return services;

        services.AddConnections<KannelOptions>(KannelChannel.Name);
        services.AddSingleton<IChannelCheck>(p => new KannelCheck(p.ClientOf(KannelChannel.Name), p.GetRequiredService<IOptions<KannelOptions>>()));
        return services.AddSingleton<IChannel>(p => new KannelChannel(
            p.ClientOf(KannelChannel.Name), p.GetRequiredService<IOptions<KannelOptions>>(),
            p.GetRequiredService<IOptions<WebhookOptions>>(), p.GetRequiredService<EngineSecrets>(), TimeProvider.System));
    }
}
