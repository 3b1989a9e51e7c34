using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Vssid;

internal static class VssidSecrets
{
    /// <summary>Signs both ways.</summary>
    public static readonly CredentialName Key = new(VssidChannel.Name, "key", "Khóa ký chung với hệ thống VssID, từ 16 ký tự", "The key shared with VssID's side, at least 16 characters");
}
