using System.Collections.Frozen;

namespace CampaignEngine.Channels;

/// <summary>
/// One provider that carries messages to people. An adapter maps the provider's words to outcomes and decides nothing:
/// retry, next channel and stop are Dispatch's.
/// </summary>
public interface IChannel
{
    /// <summary>The provider's name in tables, settings and callback addresses, for example <c>twilio</c>.</summary>
    string Provider { get; }

    /// <summary>The medium, as campaigns name it: <c>sms</c>, <c>zalo</c>.</summary>
    string Medium { get; }

    /// <summary>The name people see a message come from; null where the provider chooses it.</summary>
    string? SenderName => null;

    /// <summary>What a receipt of this sender proves. Reach counts only <see cref="ReceiptMeaning.Handset"/> as delivered.</summary>
    ReceiptMeaning Receipts { get; }

    /// <summary>Smallest and largest number of messages of one call; the engine never passes more.</summary>
    (int Smallest, int Largest) BatchSize { get; }

    /// <summary>No call takes longer, from its first byte to its outcome: the lease of what is in flight must outlast it.</summary>
    TimeSpan LongestCall => TimeSpan.FromSeconds(45);

    /// <summary>What the sender costs and its quotas; the engine counts both itself, over all workers.</summary>
    SenderLimits Limits => SenderLimits.None;

    /// <summary>Codes of failures, at once or by receipt, whose cause can pass: a person may have those messages sent again.</summary>
    IReadOnlySet<string> PassingCodes => FrozenSet<string>.Empty;

    /// <summary>
    /// Sends the batch in one call (one Attempt) and returns one outcome a message, in the same order. Never throws for what a
    /// provider does: a timeout, a reset or a malformed answer after the request was written is <see cref="InDoubt"/>.
    /// No database connection is held while it runs.
    /// </summary>
    Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel);
}

public enum ReceiptMeaning { Handset, Centre, TotalsOnly, None }

/// <summary>One text to one address, as stored.</summary>
/// <param name="Reference">Ours; travels with the send so that a receipt finds its message without a scan.</param>
/// <param name="Address">E.164 for phones.</param>
/// <param name="Parts">What a carrier bills.</param>
/// <param name="ValidFor">How long the provider may keep trying.</param>
/// <param name="Attempt">Which one it is, from 1; a further one is made only of what was surely not sent, or where a person asks for it.</param>
public sealed record OutgoingMessage(MessageReference Reference, string Address, string Body, int Parts, TimeSpan ValidFor, int Attempt = 1);
