using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary>The two tokens of one renewal, as kept: in the names of Zalo's own answer. No record: its words would be the tokens.</summary>
/// <param name="access">Null where only the refresh token was entered.</param>
/// <param name="issuedAt">The machine's time; null where a person entered the pair, so that its age is not known.</param>
internal sealed class ZaloTokenPair(string? access, string refresh, DateTimeOffset? issuedAt, TimeSpan lives)
{
    // What Zalo's answer says where it says nothing else.
    private static readonly TimeSpan Usual = TimeSpan.FromHours(25);

    public string? Access { get; } = access;

    public string Refresh { get; } = refresh;

    public bool IsDue(TimeSpan age, DateTimeOffset now) => Access is null || issuedAt is not { } issued || now - issued >= age;

    /// <summary>Zalo takes the access token still, as far as its age tells.</summary>
    public bool Serves(DateTimeOffset now) => ServesUntil > now;

    public DateTimeOffset? ServesUntil => Access is null ? null : issuedAt + lives;

    /// <summary>What a person pasted is the refresh token alone or Zalo's whole answer. Null where it is neither.</summary>
    public static ZaloTokenPair? TryRead(string secret, DateTimeOffset? at = null)
    {
        if (!secret.StartsWith('{')) return new ZaloTokenPair(null, secret, null, Usual);
        try
        {
            using var document = JsonDocument.Parse(secret);
            var root = document.RootElement;
            if (Text(root, "refresh_token") is not { } refresh) return null;
            var issued = long.TryParse(Text(root, "issued_at"), NumberStyles.None, CultureInfo.InvariantCulture, out var unix) ? DateTimeOffset.FromUnixTimeSeconds(unix) : at;
            // A string in Zalo's answer.
            var lives = int.TryParse(Text(root, "expires_in"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : Usual;
            return new ZaloTokenPair(Text(root, "access_token"), refresh, issued, lives);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(new Dictionary<string, string?>
    {
        ["access_token"] = Access,
        ["refresh_token"] = Refresh,
        ["issued_at"] = issuedAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["expires_in"] = ((long)lives.TotalSeconds).ToString(CultureInfo.InvariantCulture),
    });

    public override string ToString() => nameof(ZaloTokenPair);

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;
}
