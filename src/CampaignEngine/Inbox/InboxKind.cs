namespace CampaignEngine.Inbox;

/// <summary>What a stored body is: a provider's word about a message, or a person's answer.</summary>
public enum InboxKind { Receipt, Reply }
