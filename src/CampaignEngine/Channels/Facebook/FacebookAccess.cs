namespace CampaignEngine.Channels.Facebook;

/// <summary>What a call is allowed by. No record: its words would be the secret's.</summary>
internal sealed class FacebookAccess(string token, string proof)
{
    public string Token { get; } = token;

    public string Proof { get; } = proof;
}
