namespace CampaignEngine.Simulator;

/// <summary>
/// What the provider does, as shares of 0–1. Every choice is drawn from the seed and our own message id, so that a run's outcome can be
/// computed beforehand; faults of a call also from the number of the call, so that a second try may succeed.
/// </summary>
public sealed record BehaviourSettings
{
    public long Seed { get; init; } = 1;

    // Faults of a call; at most one befalls it.
    public double Throttled { get; init; }

    /// <summary>Refused: not a number (21211).</summary>
    public double Rejected { get; init; }

    /// <summary>Refused: the person has refused (21610).</summary>
    public double OptedOut { get; init; }

    /// <summary>503 and not taken.</summary>
    public double ServerError { get; init; }

    /// <summary>503 although the message was taken: the sender cannot tell.</summary>
    public double ServerErrorAfter { get; init; }

    /// <summary>The connection is reset before the message is taken.</summary>
    public double ResetBefore { get; init; }

    /// <summary>The connection is reset after the message was taken: the sender cannot tell.</summary>
    public double ResetAfter { get; init; }

    /// <summary>Taken, and answered after <see cref="SlowMs"/>.</summary>
    public double Slow { get; init; }
    public int SlowMs { get; init; } = 2000;

    /// <summary>How long every answer takes.</summary>
    public int LatencyMs { get; init; }

    // What becomes of a message that was taken.
    public double Undelivered { get; init; }
    public double Failed { get; init; }

    // Callbacks: the last comes after the delay and up to the jitter later.
    public int CallbackDelayMs { get; init; } = 200;
    public int CallbackJitterMs { get; init; }
    public double CallbackLost { get; init; }
    public double CallbackRepeated { get; init; }
    public double CallbackUnordered { get; init; }

    /// <summary>Messages that also get a callback with a status nobody knows.</summary>
    public double CallbackUnknown { get; init; }

    /// <summary>How much of the hour's calls Facebook says is used, in percent.</summary>
    public int FacebookUsage { get; init; } = 1;

    /// <summary>What Facebook counts no more.</summary>
    public string[] RetiredMetrics { get; init; } = [];

    /// <summary>What the clock of YouTube says; null: the machine's time.</summary>
    public DateTimeOffset? YouTubeNow { get; init; }

    /// <summary>Pieces of a video of which only a part arrives, or nothing.</summary>
    public double YouTubeLost { get; init; }

    /// <summary>Pieces after which the session is gone.</summary>
    public double YouTubeGone { get; init; }

    /// <summary>Units of the day, videos among them.</summary>
    public int YouTubeUnits { get; init; } = 10_000;

    /// <summary>The project was never examined: its videos stay private.</summary>
    public bool YouTubeUnaudited { get; init; }

    // Replies: the share of delivered messages that are answered with a word of refusal.
    public double Stop { get; init; }

    /// <summary>Where Twilio's replies are posted; empty: none are.</summary>
    public string InboundUrl { get; init; } = "";

    /// <summary>Where words to eSMS's short code are sent; empty: none are.</summary>
    public string EsmsInboundUrl { get; init; } = "";

    /// <summary>Numbers without a Zalo account (-118).</summary>
    public double ZaloAbsent { get; init; }

    /// <summary>Messages that Zalo takes and never brings to a phone; it tells of no failure, so nothing is heard of them.</summary>
    public double ZaloSilent { get; init; }

    /// <summary>Zalo's renewed tokens are made, and the answer with them is lost.</summary>
    public bool ZaloTokenLost { get; init; }
    public string[] StopWords { get; init; } = ["TC", "TU CHOI", "Từ chối", "HUY", "Hủy", "stop", "Dừng", "TC BHXH", "TC ALL", "TC TAT CA"];

    /// <summary>The provider takes refusals for itself: OptOutType on the reply, and 21610 to that number afterwards.</summary>
    public bool OwnOptOut { get; init; }

    /// <summary>Numbers that end as in <see cref="MagicNumbers"/> have that fate.</summary>
    public bool Magic { get; init; }
}
