using CampaignEngine.Consent;

namespace CampaignEngine.Dispatch;

/// <summary>What of a slice the limits let through.</summary>
/// <param name="Messages">In order; each holds what it took of the limits.</param>
/// <param name="Capped">Whose number has had as many as it may.</param>
/// <param name="RetryAt">Business time at which the sender's quota has room again; null: it has room now.</param>
/// <param name="PauseReason">Not null: the run is to be paused once this is committed.</param>
public sealed record SliceGrant(
    IReadOnlyList<WaitingMessage> Messages, IReadOnlyList<CapWait> Capped, DateTimeOffset? RetryAt = null, string? PauseReason = null);
