using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Zalo;

internal static class ZaloRegistration
{
    /// <summary>What came from Zalo is read, and its secrets may be entered, also without an app in the settings.</summary>
    public static IServiceCollection AddZalo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ZaloOptions>().BindConfiguration("Zalo").ValidateDataAnnotations();
        foreach (var name in ZaloSecrets.All) services.AddSingleton(name);
        services.AddSingleton<ZaloWebhookKey>();
        services.AddSingleton<ZaloReceipts>();
        services.AddSingleton<IReceiptReader>(p => p.GetRequiredService<ZaloReceipts>());
        services.AddSingleton<IReplyReader>(p => p.GetRequiredService<ZaloReceipts>());
        if (string.IsNullOrEmpty(configuration["Zalo:AppId"])) return services;

        services.AddConnections<ZaloOptions>(ZaloChannel.Name);
        services.AddSingleton(p => new ZaloRequest(Options(p).Value));
        services.AddSingleton(p => new ZaloOAuth(p.ClientOf(ZaloChannel.Name), Options(p).Value, TimeProvider.System));
        services.AddSingleton(p => new ZaloTokens(
            p.GetRequiredService<CredentialStore>(), p.GetRequiredService<RenewCredential>(), p.GetRequiredService<ZaloOAuth>(), Options(p).Value, TimeProvider.System));
        services.AddSingleton<ITokenKeeper>(p => p.GetRequiredService<ZaloTokens>());
        services.AddSingleton<ILookUp>(p => new ZaloLookUp(p.ClientOf(ZaloChannel.Name), Options(p).Value, p.GetRequiredService<ZaloTokens>(), p.GetRequiredService<ZaloRequest>()));
        services.AddSingleton(p => new ZaloReads(p.ClientOf(ZaloChannel.Name), Options(p).Value, p.GetRequiredService<ZaloTokens>(), p.GetRequiredService<ZaloRequest>()));
        services.AddSingleton<IAnswers>(p => new ZaloAnswers(
            p.ClientOf(ZaloChannel.Name), Options(p).Value, p.GetRequiredService<ZaloTokens>(), p.GetRequiredService<ZaloRequest>(), p.GetRequiredService<TimeProvider>(), TimeProvider.System));
        services.AddSingleton<ITemplateRules>(p => new ZaloTemplateRules(p.GetRequiredService<ZaloReads>()));
        services.AddSingleton<IChannelCheck>(p => new ZaloCheck(
            p.GetRequiredService<CredentialStore>(), p.GetRequiredService<ZaloReads>(), p.GetRequiredService<QuotaLedger>(), TimeProvider.System));
        return services.AddSingleton<IChannel>(p => new ZaloChannel(
            p.ClientOf(ZaloChannel.Name), Options(p), p.GetRequiredService<ZaloTokens>(), p.GetRequiredService<ZaloRequest>(), p.GetRequiredService<QuotaLedger>(),
            p.GetRequiredService<TimeProvider>(), TimeProvider.System));
    }

    private static IOptions<ZaloOptions> Options(IServiceProvider services) => services.GetRequiredService<IOptions<ZaloOptions>>();
}
