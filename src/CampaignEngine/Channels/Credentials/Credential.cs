namespace CampaignEngine.Channels.Credentials;

/// <summary>A secret as it is used. No record: its words in a log or an exception would be the secret's.</summary>
public sealed class Credential(CredentialRow row, string secret)
{
    public CredentialRow Row { get; } = row;

    public string Secret { get; } = secret;

    public override string ToString() => Row.ToString();
}

/// <summary>All about a secret but the secret.</summary>
/// <param name="Reason">The provider's words where it needs a person's consent again.</param>
/// <param name="ExpiresAt">UTC; unless it is renewed before.</param>
/// <param name="RenewalTries">Renewals begun of which no answer is known.</param>
public sealed record CredentialRow(
    string Provider, string Name, string State, string? Reason, DateTime? ExpiresAt, int RenewalTries, DateTime? RenewalBegunAt, DateTime ChangedAt, int Version)
{
    public const string Ready = "ready";
    public const string NeedsReconsent = "needs_reconsent";

    public bool IsReady => State == Ready;
}
