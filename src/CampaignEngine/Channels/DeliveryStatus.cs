namespace CampaignEngine.Channels;

/// <summary>What a receipt says, in the engine's words. Ranks within one attempt are in docs/message-lifecycle.md.</summary>
public enum DeliveryStatus { Accepted, Sent, Delivered, Undelivered, Failed, Expired, Unknown }

/// <summary>One receipt read from a provider's body; <paramref name="ProviderStatus"/> is kept as the provider wrote it.</summary>
/// <param name="Suppress">The person refused; recorded as a refusal.</param>
/// <param name="StopsSender">The account or the sender is set up wrongly: every further message would meet it.</param>
public sealed record Receipt(
    MessageReference Reference, string? ProviderId, DeliveryStatus Status, string ProviderStatus, string? Code, DateTimeOffset? At,
    bool Suppress = false, bool StopsSender = false);
