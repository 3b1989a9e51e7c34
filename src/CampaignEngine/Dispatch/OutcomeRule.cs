using CampaignEngine.Channels;
using CampaignEngine.Messages;

namespace CampaignEngine.Dispatch;

/// <summary>What one kind of outcome leads to.</summary>
/// <param name="Delay">How long to wait before the next attempt of what goes back to pending.</param>
/// <param name="HoldsChunk">No further slice of this chunk is sent now.</param>
/// <param name="StopsSender">Nothing more goes out by this sender until a person resumes it.</param>
/// <param name="FailsOver">The fault is the sender's: where all of a slice or the account meets it, the next in order takes over.</param>
/// <param name="GoesOn">For the person's sake: the campaign's next channel is tried, where there is one.</param>
/// <param name="Expected">Of many people true, and no sign of a fault: the safety brake does not look at it.</param>
/// <param name="Alerts">Written to the log as an error: a person must look at it.</param>
public sealed record OutcomeRule(
    Func<SendOutcome, bool> Matches, MessageStatus To, Delay Delay = Delay.None, bool HoldsChunk = false, bool StopsSender = false, bool Alerts = false,
    bool FailsOver = false, bool GoesOn = false, bool Expected = false);

public enum Delay
{
    None,

    /// <summary>Doubled with each attempt, with jitter.</summary>
    Backoff,

    /// <summary>As long as the provider asks, and not less than the backoff.</summary>
    AsAsked,

    /// <summary>Until the quota opens.</summary>
    Quota,
}
