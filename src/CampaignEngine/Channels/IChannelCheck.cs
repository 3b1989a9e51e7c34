namespace CampaignEngine.Channels;

/// <summary>Also offered by a provider that can be asked, without sending anything, whether it would take messages: its secrets, its quota, one reading.</summary>
public interface IChannelCheck
{
    /// <summary>As <see cref="IChannel.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>Never throws for what a provider does: that is a line of the report.</summary>
    Task<IReadOnlyList<CheckLine>> ExecuteAsync(CancellationToken cancel);
}

public enum CheckState { Good, Warning, Bad }

/// <summary>One thing that was looked at. No secret in its words.</summary>
/// <param name="Subject">Stable, kebab-case: token, quota, account.</param>
/// <param name="Vi">How it stands and, where it is not good, what to do.</param>
/// <param name="En">The same in English.</param>
public sealed record CheckLine(string Subject, CheckState State, string Vi, string En);
