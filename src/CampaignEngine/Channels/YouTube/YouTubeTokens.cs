using System.Net;
using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.YouTube;

/// <summary>Access tokens of this process. The refresh token stays the same, so any number of workers may ask at once.</summary>
internal sealed class YouTubeTokens(HttpClient http, IOptions<YouTubeOptions> options, CredentialStore store, TimeProvider time)
{
    // A token is good for an hour; one that ends within a call is of no use.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private volatile Token? known;

    /// <returns>The token, or why there is none.</returns>
    public async Task<(string? Token, SendOutcome? Fault)> FindAsync(CancellationToken cancel)
    {
        var refresh = await store.FindAsync(YouTubePublisher.Name, YouTubeSecrets.RefreshToken.Name, cancel);
        var id = await store.FindAsync(YouTubePublisher.Name, YouTubeSecrets.ClientId.Name, cancel);
        var secret = await store.FindAsync(YouTubePublisher.Name, YouTubeSecrets.ClientSecret.Name, cancel);
        if (refresh is null || id is null || secret is null) return (null, new Rejected(RejectionKind.Configuration, "no-credential"));
        if (known is { } fresh && fresh.Version == refresh.Row.Version && fresh.Until > time.GetUtcNow()) return (fresh.Access, null);
        return await AskAsync(refresh, id.Secret, secret.Secret, cancel);
    }

    /// <summary>The one in use is taken no more, before its time.</summary>
    public void Forget() => known = null;

    private async Task<(string? Token, SendOutcome? Fault)> AskAsync(Credential refresh, string id, string secret, CancellationToken cancel)
    {
        var form = new FormWriter().Add("grant_type"u8, "refresh_token").Add("refresh_token"u8, refresh.Secret).Add("client_id"u8, id).Add("client_secret"u8, secret);
        using var content = new WatchedContent(form.Written, FormWriter.MediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Value.TokenBaseUrl.TrimEnd('/') + "/token")) { Content = content };
        var read = await CheckRead.GetAsync(http, request, options.Value.LongestCall, cancel);
        var answer = YouTubeAnswer.TryRead(read.Body);
        if (read.Status == HttpStatusCode.OK && answer?.Text("access_token") is { } access)
        {
            var seconds = answer.Root.TryGetProperty("expires_in", out var left) && left.TryGetInt32(out var told) ? told : 3600;
            known = new Token(access, refresh.Row.Version, time.GetUtcNow() + TimeSpan.FromSeconds(seconds) - Early);
            return (access, null);
        }
        // Nothing was published by asking for a token.
        return (null, answer?.Reason is { } reason && YouTubeErrors.All.TryFind(reason, out var error) ? error.ToOutcome(RetryAfter.Default) : new Unavailable($"token-{read.Word}"));
    }

    // No record: its words would be the token's.
    private sealed class Token(string access, int version, DateTimeOffset until)
    {
        public string Access { get; } = access;

        public int Version { get; } = version;

        public DateTimeOffset Until { get; } = until;
    }
}
