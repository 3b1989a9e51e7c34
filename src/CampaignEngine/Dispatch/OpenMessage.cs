using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;

namespace CampaignEngine.Dispatch;

/// <summary>A message a provider has, or may have, and has not said its last word on.</summary>
/// <param name="Provider">Null: the worker was lost before it wrote down whom it called.</param>
/// <param name="Since">Business time from which it stands where it is.</param>
/// <param name="CalledAfter">No call of its last attempt was made before; the machine's time: providers do not know business time.</param>
public sealed record OpenMessage(
    MessageReference Reference, MessageStatus Status, int Attempt, string Medium, MessageClass Class, int Parts, string Address, byte[] NumberKey, string Body, string? Provider, string? ProviderId,
    DateTimeOffset Since, DateTimeOffset CalledAfter);
