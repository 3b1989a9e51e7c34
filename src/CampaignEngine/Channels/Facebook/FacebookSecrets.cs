using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Facebook;

/// <summary>The secrets Facebook needs, and the proof by which a stolen token alone is worth nothing.</summary>
public static class FacebookSecrets
{
    public static readonly CredentialName PageToken = new(FacebookPublisher.Name, "page-token",
        "Token của trang (Meta Business Suite, người dùng hệ thống)", "The page's token (Meta Business Suite, a system user)");

    public static readonly CredentialName AppSecret = new(FacebookPublisher.Name, "app-secret", "Khóa bí mật của ứng dụng", "The app's secret");

    public static readonly IReadOnlyList<CredentialName> All = [PageToken, AppSecret];

    /// <summary>appsecret_proof: hex HMAC-SHA256 of the token under the app's secret.</summary>
    public static string Proof(string appSecret, string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(token)));
}
