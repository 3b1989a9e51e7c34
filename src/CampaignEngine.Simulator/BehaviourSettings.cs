namespace CampaignEngine.Simulator;

/// <summary>
/// What the provider does, as shares of 0–1. Every choice is drawn from the seed and our own message id, so that a run's outcome can be
/// computed beforehand; faults of a call also from the number of the call, so that a second try may succeed.
/// </summary>
public sealed record BehaviourSettings
{
    public long Seed { get; init; } = 1;

    // Faults of a call.
    public double Throttled { get; init; }
    public double ServerError { get; init; }

    /// <summary>The connection is reset before the message is taken.</summary>
    public double ResetBefore { get; init; }

    /// <summary>The connection is reset after the message was taken: the sender cannot tell.</summary>
    public double ResetAfter { get; init; }
    public double Slow { get; init; }
    public int SlowMs { get; init; } = 2000;
    public int LatencyMs { get; init; }

    // What becomes of a message.
    public double Undelivered { get; init; }
    public double Failed { get; init; }

    // Callbacks.
    public int CallbackDelayMs { get; init; } = 200;
    public double CallbackLost { get; init; }
    public double CallbackRepeated { get; init; }
    public double CallbackUnordered { get; init; }

    // Replies.
    public double Stop { get; init; }

    /// <summary>Where replies are posted; empty: none are.</summary>
    public string InboundUrl { get; init; } = "";
    public string[] StopWords { get; init; } = ["TC", "TU CHOI", "Từ chối", "HUY", "stop", "Dừng", "TC BHXH"];
}
