using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels;

/// <summary>The connections to a provider, pooled and shared by all pumps of a process.</summary>
internal static class SenderConnections
{
    private const int LargestAnswer = 256 * 1024;

    /// <summary>A named client of the provider, made as its options say.</summary>
    public static void AddConnections<TOptions>(this IServiceCollection services, string provider) where TOptions : ProviderOptions =>
        services.AddHttpClient(provider)
            .ConfigureHttpClient(client => (client.Timeout, client.MaxResponseContentBufferSize) = (Timeout.InfiniteTimeSpan, LargestAnswer))
            .ConfigurePrimaryHttpMessageHandler(p => Handler(p.GetRequiredService<IOptions<TOptions>>().Value))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own logging costs more than the call, and addresses carry our references.
            .RemoveAllLoggers();

    public static HttpClient ClientOf(this IServiceProvider services, string provider) => services.GetRequiredService<IHttpClientFactory>().CreateClient(provider);

    private static SocketsHttpHandler Handler(ProviderOptions options) => new()
    {
        // A redirected write would be a second write.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
        // Below the providers' own idle limits, so that a connection is seldom closed under a request; renewed now and then to follow DNS.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseProxy = !new Uri(options.BaseUrl).IsLoopback,
    };
}
