using CampaignEngine.Channels;

namespace CampaignEngine.Messages;

/// <summary>What one attempt led to. <paramref name="To"/> is Accepted, Failed, InDoubt, or Pending for what was surely not sent.</summary>
public sealed record OutcomeChange(
    MessageReference Reference, int Attempt, MessageStatus To, string? Reason = null, string? Provider = null, string? ProviderId = null);
