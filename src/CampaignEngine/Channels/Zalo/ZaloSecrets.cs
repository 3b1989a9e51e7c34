using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Zalo;

/// <summary>The secrets Zalo needs, by the names under which they are entered.</summary>
internal static class ZaloSecrets
{
    /// <summary>The refresh token as Zalo's console shows it; from the first renewal on the pair of tokens.</summary>
    public static readonly CredentialName Token = new(ZaloChannel.Name, "token",
        "Refresh token của OA (developers.zalo.me, API Explorer)", "The OA's refresh token (developers.zalo.me, API Explorer)");

    public static readonly CredentialName AppSecret = new(ZaloChannel.Name, "app-secret",
        "Khóa bí mật của ứng dụng", "The app's secret key");

    public static readonly CredentialName OaSecret = new(ZaloChannel.Name, "oa-secret",
        "Khóa bí mật của OA, ký webhook", "The OA's secret key, which signs callbacks");

    public static readonly IReadOnlyList<CredentialName> All = [Token, AppSecret, OaSecret];
}
