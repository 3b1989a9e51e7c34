namespace CampaignEngine.Inbox;

/// <summary>A stored body, opened.</summary>
/// <param name="Reference">Ours, as it stood in the callback's address.</param>
/// <param name="Body">Null where it can no longer be opened: its month's key was dropped.</param>
public sealed record InboxRow(long InboxId, string Provider, string? Reference, DateTimeOffset ReceivedAt, byte[]? Body);
