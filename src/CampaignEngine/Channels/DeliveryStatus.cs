namespace CampaignEngine.Channels;

/// <summary>What a receipt says, in the engine's words. Ranks within one attempt are in docs/message-lifecycle.md.</summary>
public enum DeliveryStatus { Accepted, Sent, Delivered, Undelivered, Failed, Expired, Unknown }

/// <summary>One receipt read from a provider's body; <paramref name="ProviderStatus"/> is kept as the provider wrote it.</summary>
public sealed record Receipt(
    MessageReference Reference, string? ProviderId, DeliveryStatus Status, string ProviderStatus, string? Code, DateTimeOffset? At,
    bool Suppress = false);
