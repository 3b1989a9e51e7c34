using CampaignEngine.Consent;

namespace CampaignEngine.Dispatch;

/// <summary>What of a chunk is to be sent over one medium under one class, and is asked of the gate together.</summary>
public sealed record Lane(string Medium, MessageClass Class, IReadOnlyList<WaitingMessage> Messages)
{
    /// <summary>
    /// Cuts the lane into slices of at most 100 ms of the rate (one message at least), so that slots are short, and a pause acts soon
    /// even on a slow route.
    /// </summary>
    public IEnumerable<IReadOnlyList<WaitingMessage>> Slices(int partsPerSecond, int inFlight)
    {
        var budget = Math.Max(1, partsPerSecond / 10);
        var (slice, parts) = (new List<WaitingMessage>(), 0);
        foreach (var message in Messages)
        {
            if (slice.Count > 0 && (slice.Count == inFlight || parts + message.Parts > budget))
            {
                yield return slice;
                (slice, parts) = ([], 0);
            }
            slice.Add(message);
            parts += message.Parts;
        }
        if (slice.Count > 0) yield return slice;
    }
}

/// <param name="Attempt">How many were made; a claim makes the next.</param>
public readonly record struct WaitingMessage(int MessageNo, int Parts, int Attempt, byte[] NumberKey);
