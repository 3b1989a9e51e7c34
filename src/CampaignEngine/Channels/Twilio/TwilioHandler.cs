using System.Net;

namespace CampaignEngine.Channels.Twilio;

/// <summary>The connections to Twilio, pooled and shared by all pumps of a process.</summary>
internal static class TwilioHandler
{
    public static SocketsHttpHandler Create(TwilioOptions options) => new()
    {
        // A redirected write would be a second write.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
        // Below Twilio's own idle limit, so that a connection is seldom closed under a request; renewed now and then to follow DNS.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseProxy = !new Uri(options.BaseUrl).IsLoopback,
    };
}
