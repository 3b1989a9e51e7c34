using CampaignEngine.Channels.Credentials;
using CampaignEngine.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

internal static class YouTubeRegistration
{
    /// <summary>Its secrets may be entered also without a channel in the settings.</summary>
    public static IServiceCollection AddYouTube(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<YouTubeOptions>().BindConfiguration("YouTube").ValidateDataAnnotations();
        foreach (var name in YouTubeSecrets.All) services.AddSingleton(name);
        if (string.IsNullOrEmpty(configuration["YouTube:ChannelId"])) return services;

        services.AddConnections<YouTubeOptions>(YouTubePublisher.Name);
        services.AddSingleton(p => new YouTubeTokens(p.ClientOf(YouTubePublisher.Name), p.GetRequiredService<IOptions<YouTubeOptions>>(), p.GetRequiredService<CredentialStore>(), TimeProvider.System));
        services.AddSingleton(p => new YouTubeCalls(
            p.ClientOf(YouTubePublisher.Name), p.GetRequiredService<IOptions<YouTubeOptions>>(), p.GetRequiredService<YouTubeTokens>(), p.GetRequiredService<YouTubeQuota>()));
        services.AddSingleton<YouTubeQuota>();
        services.AddSingleton(p => new YouTubePublisher(
            p.GetRequiredService<IOptions<YouTubeOptions>>(), p.GetRequiredService<YouTubeCalls>(), p.GetRequiredService<AssetStore>(), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IChannelCheck>(p => new YouTubeCheck(
            p.GetRequiredService<YouTubePublisher>(), p.GetRequiredService<YouTubeQuota>(), p.GetRequiredService<IOptions<YouTubeOptions>>(), p.GetRequiredService<CredentialStore>(), TimeProvider.System));
        services.AddSingleton<IReplyReader>(new CommentBody(YouTubePublisher.Name));
        services.AddSingleton(p => new YouTubeComments(p.GetRequiredService<YouTubePublisher>(), p.GetRequiredService<IOptions<YouTubeOptions>>()));
        services.AddSingleton<ICommentSource>(p => p.GetRequiredService<YouTubeComments>()).AddSingleton<IAnswers>(p => p.GetRequiredService<YouTubeComments>());
        return services.AddSingleton<IPublisher>(p => p.GetRequiredService<YouTubePublisher>());
    }
}
