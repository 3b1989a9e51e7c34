using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Channels.Zalo;

/// <summary>The secret that signs Zalo's calls.</summary>
public sealed class ZaloWebhookKey(CredentialStore store) : SecretMemo(store, ZaloSecrets.OaSecret);
