namespace CampaignEngine.Channels.Credentials;

/// <summary>One secret that a provider needs; each provider registers its own, so that a misspelt name is refused.</summary>
/// <param name="Provider">As <see cref="IChannel.Provider"/>.</param>
/// <param name="Vi">What it is and where it is found.</param>
/// <param name="En">The same in English.</param>
public sealed record CredentialName(string Provider, string Name, string Vi, string En)
{
    public override string ToString() => $"{Provider}/{Name}";
}
