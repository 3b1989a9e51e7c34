namespace CampaignEngine.Channels.Credentials;

/// <summary>Also offered by a provider whose tokens end: renews what is due, so that an installation that sends nothing for months still can.</summary>
public interface ITokenKeeper
{
    /// <summary>Never throws for what a provider does: how a token stands is in the table of secrets.</summary>
    Task RenewDueAsync(CancellationToken cancel);
}
