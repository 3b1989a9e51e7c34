namespace CampaignEngine.Channels.Credentials;

/// <summary>What became of asking a provider for a secret's successor: a closed set.</summary>
public abstract record Renewal;

/// <summary>The successor; from here on the one before may be void. No secret in its words.</summary>
public sealed record Renewed(string Secret, DateTimeOffset? ExpiresAt) : Renewal
{
    public override string ToString() => nameof(Renewed);
}

/// <summary>The provider takes the secret no more: a person must consent anew.</summary>
/// <param name="Words">The provider's, for people.</param>
public sealed record RenewalRefused(string Words) : Renewal;

/// <summary>Surely not asked, or not looked at: nothing has changed at the provider.</summary>
public sealed record RenewalPutOff(string Code) : Renewal;

/// <summary>Asked, and no answer can be trusted: the provider may or may not have made a successor.</summary>
public sealed record RenewalUnknown(string Code) : Renewal;
