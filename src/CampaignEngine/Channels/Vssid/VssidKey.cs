using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Vssid;

/// <summary>The key that signs both ways.</summary>
public sealed class VssidKey(CredentialStore store) : SecretMemo(store, VssidSecrets.Key);
