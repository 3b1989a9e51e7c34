using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Channels.Zalo;

/// <summary>
/// X-ZEvent-Signature: <c>mac=</c> and the hexadecimal SHA-256 (no HMAC) of app id, raw body, the body's own timestamp and the account's secret key. Sources
/// disagree whether the account's id stands in the place of the app's: both are tried.
/// </summary>
public static class ZaloSignature
{
    public const string Header = "X-ZEvent-Signature";

    public static bool IsValid(ZaloOptions options, string? oaSecret, ReadOnlySpan<byte> body, string signature)
    {
        // Without a secret anybody could sign.
        if (string.IsNullOrEmpty(oaSecret) || options.AppId.Length == 0 || ZaloEvent.TryRead(body) is not { Timestamp: { } timestamp }) return false;
        // Not short-circuited: how long a refusal takes tells nothing.
        return Matches(options.AppId, body, timestamp, oaSecret, signature) | (options.OaId.Length > 0 && Matches(options.OaId, body, timestamp, oaSecret, signature));
    }

    public static string Compute(string id, ReadOnlySpan<byte> body, string timestamp, string oaSecret) =>
        "mac=" + Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(id), .. body, .. Encoding.UTF8.GetBytes(timestamp), .. Encoding.UTF8.GetBytes(oaSecret)]));

    private static bool Matches(string id, ReadOnlySpan<byte> body, string timestamp, string oaSecret, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Compute(id, body, timestamp, oaSecret)), Encoding.UTF8.GetBytes(signature));
}
