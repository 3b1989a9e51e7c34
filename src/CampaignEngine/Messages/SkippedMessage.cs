using CampaignEngine.Channels;

namespace CampaignEngine.Messages;

/// <summary>A message that is not to be sent, and the stable reason why.</summary>
public sealed record SkippedMessage(MessageReference Reference, string Reason);
