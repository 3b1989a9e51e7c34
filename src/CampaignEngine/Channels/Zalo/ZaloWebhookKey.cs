using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Zalo;

/// <summary>The secret that signs Zalo's calls, read now and then: whoever calls us must not make us read the table each time.</summary>
public sealed class ZaloWebhookKey(CredentialStore store)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(30);

    private volatile Known? known;

    /// <summary>Null: none was entered, so nobody can sign.</summary>
    public async Task<string?> FindAsync(CancellationToken cancel)
    {
        if (known is { } fresh && TimeProvider.System.GetElapsedTime(fresh.Read) < ReadAgainAfter) return fresh.Secret;
        var secret = (await store.FindAsync(ZaloSecrets.OaSecret.Provider, ZaloSecrets.OaSecret.Name, cancel))?.Secret;
        known = new Known(secret, TimeProvider.System.GetTimestamp());
        return secret;
    }

    private sealed class Known(string? secret, long read)
    {
        public string? Secret { get; } = secret;

        public long Read { get; } = read;
    }
}
