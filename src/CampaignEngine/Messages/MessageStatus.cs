namespace CampaignEngine.Messages;

/// <summary>
/// Where a message stands. The order of the members is the rank, here and in the database's <c>message_status</c>: receipts move a
/// message only upward, and <see cref="Delivered"/> beats all. docs/message-lifecycle.md has the diagram.
/// </summary>
public enum MessageStatus
{
    Pending, Sending, InDoubt, Accepted, Sent, Skipped, Cancelled, Expired, Failed, Undelivered, Delivered,
}
