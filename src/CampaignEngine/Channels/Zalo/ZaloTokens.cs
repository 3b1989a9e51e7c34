using CampaignEngine.Channels.Credentials;
using CampaignEngine.Storage;

namespace CampaignEngine.Channels.Zalo;

/// <summary>What one call needs to be taken by Zalo.</summary>
internal sealed class ZaloToken(string access, string appSecret)
{
    public string Access { get; } = access;

    public string AppSecret { get; } = appSecret;

    public override string ToString() => nameof(ZaloToken);
}

/// <summary>
/// The access token of this moment, one for all workers. A process asks the table every few seconds; where the token is old or was refused, one of
/// all renews it.
/// </summary>
/// <param name="time">The machine's time, not business time: Zalo knows no other.</param>
internal sealed class ZaloTokens(CredentialStore store, RenewCredential renew, ZaloOAuth oauth, ZaloOptions options, TimeProvider time) : ITokenKeeper
{
    public const string Missing = "no-credential";
    public const string NeedsReconsent = "needs-reconsent";

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(10);

    // After an answer that was lost the old token serves for so long before the old pair is tried once more.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim gate = new(1);
    private volatile Held? held;

    /// <param name="refused">An access token that Zalo has just refused.</param>
    /// <returns>The token; or why nothing can be sent: the message was surely not.</returns>
    public async Task<(ZaloToken? Token, SendOutcome? Failure)> GetAsync(string? refused, CancellationToken cancel)
    {
        if (held is { } now && IsFresh(now, refused)) return (now.Token, null);
        await gate.WaitAsync(cancel);
        try
        {
            if (held is { } meanwhile && IsFresh(meanwhile, refused)) return (meanwhile.Token, null);
            return await ReadAsync(refused);
        }
        catch (RefusedException unreadable)
        {
            return (null, new Rejected(RejectionKind.Configuration, unreadable.Problems[0].Code));
        }
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            return (null, new Unavailable("database"));
        }
        finally
        {
            gate.Release();
        }
    }

    public Task RenewDueAsync(CancellationToken cancel) => GetAsync(refused: null, cancel);

    private bool IsFresh(Held one, string? refused) => one.Token.Access != refused && time.GetElapsedTime(one.Read) < ReadAgainAfter;

    private async Task<(ZaloToken?, SendOutcome?)> ReadAsync(string? refused)
    {
        var secret = await store.FindAsync(ZaloChannel.Name, ZaloSecrets.AppSecret.Name, CancellationToken.None);
        var current = await store.FindAsync(ZaloChannel.Name, ZaloSecrets.Token.Name, CancellationToken.None);
        if (secret is null || current is null) return (null, new Rejected(RejectionKind.Configuration, Missing));
        if (IsDue(current, refused)) current = await renew.ExecuteAsync(ZaloSecrets.Token, current.Row.Version, old => AskAsync(old, secret.Secret), time) ?? current;
        if (!current.Row.IsReady) return (null, new Rejected(RejectionKind.Configuration, NeedsReconsent));
        // Not renewed now: what is there may serve still.
        if (ZaloTokenPair.TryRead(current.Secret) is not { Access: { } access } pair || access == refused || !pair.Serves(time.GetUtcNow())) return (null, new Unavailable("token-not-renewed"));
        held = new Held(new ZaloToken(access, secret.Secret), time.GetTimestamp());
        return (held.Token, null);
    }

    private bool IsDue(Credential current, string? refused)
    {
        if (!current.Row.IsReady) return false;
        var now = time.GetUtcNow();
        if (ZaloTokenPair.TryRead(current.Secret) is not { Access: { } access } pair || access == refused || !pair.Serves(now)) return true;
        if (!pair.IsDue(TimeSpan.FromHours(options.RefreshHours), now)) return false;
        return current.Row.RenewalBegunAt is not { } begun || now - begun >= BetweenTries;
    }

    private async Task<Renewal> AskAsync(Credential old, string appSecret) => ZaloTokenPair.TryRead(old.Secret) is { } pair
        ? await oauth.AskAsync(pair.Refresh, appSecret)
        : new RenewalRefused("what was entered is neither a refresh token nor Zalo's answer");

    private sealed record Held(ZaloToken Token, long Read);
}
