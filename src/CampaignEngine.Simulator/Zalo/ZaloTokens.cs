using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>The one pair of tokens that is good: a refresh token is taken once, and both it and its access token are void from then on.</summary>
public sealed class ZaloTokens(IOptions<ZaloAccount> account)
{
    private readonly Lock gate = new();
    private string refresh = account.Value.RefreshToken;
    private string access = account.Value.AccessToken;
    private int rotations, refused;

    public ZaloTokenCount Count()
    {
        lock (gate) return new ZaloTokenCount(rotations, refused);
    }

    public bool Accepts(string given)
    {
        lock (gate) return given.Length > 0 && given == access;
    }

    /// <summary>Null: it was used before, or never given out.</summary>
    public (string Access, string Refresh)? Rotate(string given)
    {
        lock (gate)
        {
            if (given != refresh)
            {
                refused++;
                return null;
            }
            rotations++;
            (access, refresh) = ($"simulator-access-{rotations}-{Guid.NewGuid():n}", $"simulator-refresh-{rotations}-{Guid.NewGuid():n}");
            return (access, refresh);
        }
    }

    /// <summary>As at the start, and as after a person has consented anew.</summary>
    public void Reset()
    {
        lock (gate) (refresh, access, rotations, refused) = (account.Value.RefreshToken, account.Value.AccessToken, 0, 0);
    }

    /// <summary>The access token ends before its time.</summary>
    public void Expire()
    {
        lock (gate) access = "";
    }
}

/// <param name="Refused">Refresh tokens that were used before.</param>
public sealed record ZaloTokenCount(int Rotations, int Refused);
