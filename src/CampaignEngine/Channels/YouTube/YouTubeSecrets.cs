using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.YouTube;

/// <summary>The secrets YouTube needs; there is no account of a machine's own, so a person who manages the channel consents once.</summary>
public static class YouTubeSecrets
{
    public static readonly CredentialName ClientId = new(YouTubePublisher.Name, "client-id", "Mã ứng dụng OAuth (Google Cloud)", "The OAuth client's id (Google Cloud)");

    public static readonly CredentialName ClientSecret = new(YouTubePublisher.Name, "client-secret", "Khóa bí mật của ứng dụng OAuth", "The OAuth client's secret");

    public static readonly CredentialName RefreshToken = new(YouTubePublisher.Name, "refresh-token",
        "Mã làm mới do người quản lý kênh cấp quyền (youtube.upload, youtube.force-ssl)", "The refresh token a manager of the channel consented to (youtube.upload, youtube.force-ssl)");

    public static readonly IReadOnlyList<CredentialName> All = [ClientId, ClientSecret, RefreshToken];
}
