using CampaignEngine.Calendar;

namespace CampaignEngine.Dispatch;

/// <summary>A range of a run's messages that one pump holds under a lease.</summary>
/// <param name="Window">Null where hours do not hold.</param>
/// <param name="FirstChannel">The medium that the run prefers; null: it has only one.</param>
/// <param name="PartsPerSecond">The campaign's own limit.</param>
public sealed record ClaimedChunk(
    int RunId, int ChunkNo, int FirstNo, int LastNo, Guid Owner, string Kind, SendingWindow? Window, int? PartsPerSecond, string? FirstChannel = null)
{
    /// <summary>People may have been reached before by a channel that the run prefers to this one.</summary>
    public bool IsLater(string medium) => FirstChannel is { } first && first != medium;
}
