namespace CampaignEngine.Inbox;

/// <summary>A body on its way into the table; <see cref="Stored"/> ends with the commit.</summary>
internal sealed record InboxArrival(string Provider, InboxKind Kind, string? Reference, ReadOnlyMemory<byte> Body, DateTimeOffset At)
{
    public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
