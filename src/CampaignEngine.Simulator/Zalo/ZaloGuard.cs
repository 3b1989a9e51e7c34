using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>The header access_token, and appsecret_proof where it is given. Written apart from the engine's own, so that a fault in one does not hide in both.</summary>
internal static class ZaloGuard
{
    /// <summary>Zalo's code; null: let in.</summary>
    public static int? Fault(HttpRequest request, ZaloTokens tokens, ZaloAccount account)
    {
        var token = request.Headers["access_token"].ToString();
        if (!tokens.Accepts(token)) return -124;
        return request.Headers["appsecret_proof"].ToString() is { Length: > 0 } proof && proof != Proof(account.AppSecret, token) ? -124 : null;
    }

    private static string Proof(string secret, string token)
    {
        using var mac = new HMACSHA256(Encoding.ASCII.GetBytes(secret));
        return string.Concat(mac.ComputeHash(Encoding.ASCII.GetBytes(token)).Select(octet => octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
