using CampaignEngine.Channels;

namespace CampaignEngine.Messages;

/// <summary>A message whose attempt is committed: it may now be sent, once, under this attempt.</summary>
public sealed record ClaimedMessage(
    MessageReference Reference, int Attempt, string Address, byte[] NumberKey, string Body, int Parts, DateTimeOffset ExpiresAt);
