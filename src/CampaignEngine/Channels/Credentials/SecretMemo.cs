namespace CampaignEngine.Channels.Credentials;

/// <summary>A secret that is used for every call of the other side or of ours, read now and then: whoever calls us must not make us read the table each time.</summary>
public class SecretMemo(CredentialStore store, CredentialName name)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(30);

    private volatile Known? known;

    /// <summary>Null: none was entered.</summary>
    public async Task<string?> FindAsync(CancellationToken cancel)
    {
        if (known is { } fresh && TimeProvider.System.GetElapsedTime(fresh.Read) < ReadAgainAfter) return fresh.Secret;
        var secret = (await store.FindAsync(name.Provider, name.Name, cancel))?.Secret;
        known = new Known(secret, TimeProvider.System.GetTimestamp());
        return secret;
    }

    private sealed class Known(string? secret, long read)
    {
        public string? Secret { get; } = secret;

        public long Read { get; } = read;
    }
}
