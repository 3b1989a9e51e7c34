using CampaignEngine.Channels.Credentials;
using CampaignEngine.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Facebook;

internal static class FacebookRegistration
{
    /// <summary>Its secrets may be entered also without a page in the settings.</summary>
    public static IServiceCollection AddFacebook(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FacebookOptions>().BindConfiguration("Facebook").ValidateDataAnnotations();
        foreach (var name in FacebookSecrets.All) services.AddSingleton(name);
        if (string.IsNullOrEmpty(configuration["Facebook:PageId"])) return services;

        services.AddConnections<FacebookOptions>(FacebookPublisher.Name);
        services.AddSingleton(p => new FacebookPublisher(
            p.ClientOf(FacebookPublisher.Name), p.GetRequiredService<IOptions<FacebookOptions>>(), p.GetRequiredService<CredentialStore>(), p.GetRequiredService<AssetStore>(),
            p.GetRequiredService<TimeProvider>(), TimeProvider.System));
        services.AddSingleton<IChannelCheck>(p => new FacebookCheck(p.GetRequiredService<FacebookPublisher>(), p.GetRequiredService<CredentialStore>(), TimeProvider.System));
        services.AddSingleton<IReplyReader>(new CommentBody(FacebookPublisher.Name));
        services.AddSingleton(p => new FacebookComments(p.GetRequiredService<FacebookPublisher>(), p.GetRequiredService<IOptions<FacebookOptions>>().Value));
        services.AddSingleton<ICommentSource>(p => p.GetRequiredService<FacebookComments>()).AddSingleton<IAnswers>(p => p.GetRequiredService<FacebookComments>());
        return services.AddSingleton<IPublisher>(p => p.GetRequiredService<FacebookPublisher>());
    }
}
