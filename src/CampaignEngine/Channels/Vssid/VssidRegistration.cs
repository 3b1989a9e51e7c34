using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

internal static class VssidRegistration
{
    /// <summary>What came from the app is read, and its key may be entered, also without an address in the settings.</summary>
    public static IServiceCollection AddVssid(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VssidOptions>().BindConfiguration("Vssid").ValidateDataAnnotations();
        services.AddSingleton(VssidSecrets.Key).AddSingleton<VssidKey>().AddSingleton<VssidReceipts>();
        services.AddSingleton<IReceiptReader>(p => p.GetRequiredService<VssidReceipts>());
        if (!string.IsNullOrEmpty(configuration["Vssid:Folder"])) return services.AddFiles();
        if (string.IsNullOrEmpty(configuration["Vssid:BaseUrl"])) return services;

        services.AddConnections<VssidOptions>(VssidChannel.Name);
        services.AddSingleton(p => new VssidRequest(Options(p).Value, TimeProvider.System));
        services.AddSingleton(p => new VssidChannel(p.ClientOf(VssidChannel.Name), Options(p), p.GetRequiredService<VssidRequest>(), p.GetRequiredService<VssidKey>(), TimeProvider.System));
        services.AddSingleton<IChannel>(p => p.GetRequiredService<VssidChannel>());
        services.AddSingleton<ILookUp>(p => new VssidLookUp(p.ClientOf(VssidChannel.Name), Options(p), p.GetRequiredService<VssidRequest>(), p.GetRequiredService<VssidKey>(),
            p.GetRequiredService<VssidChannel>(), TimeProvider.System));
        return services.AddSingleton<IChannelCheck>(p => new VssidCheck(p.ClientOf(VssidChannel.Name), Options(p), p.GetRequiredService<VssidRequest>(), p.GetRequiredService<VssidKey>(),
            p.GetRequiredService<CredentialStore>(), TimeProvider.System));
    }

    private static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<VssidOutbox>().AddSingleton<VssidFileChannel>().AddSingleton<VssidFiles>().AddSingleton<VssidResultFiles>();
        services.AddSingleton<IChannel>(p => p.GetRequiredService<VssidFileChannel>()).AddSingleton<ILookUp>(p => p.GetRequiredService<VssidFileChannel>());
        return services.AddSingleton<IReceiptFiles>(p => p.GetRequiredService<VssidResultFiles>())
            .AddSingleton<IChannelCheck>(p => new VssidFolderCheck(p.GetRequiredService<VssidResultFiles>(), Options(p), p.GetRequiredService<CredentialStore>(), TimeProvider.System));
    }

    private static IOptions<VssidOptions> Options(IServiceProvider services) => services.GetRequiredService<IOptions<VssidOptions>>();
}
