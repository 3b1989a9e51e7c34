namespace CampaignEngine.Channels.Twilio;

/// <summary>One row of <see cref="TwilioErrors"/>.</summary>
/// <param name="Passes">The cause can pass: what failed with it may be sent again when a person says so.</param>
public sealed record TwilioError(int Code, TwilioFault Fault, string Meaning, bool Passes = false)
{
    /// <summary>Where Twilio says so.</summary>
    public string Source => $"https://www.twilio.com/docs/api/errors/{Code}";
}

/// <summary>What a code means for us.</summary>
public enum TwilioFault
{
    /// <summary>This number cannot be reached, now or ever.</summary>
    Recipient,

    /// <summary>The person refused: recorded as a refusal.</summary>
    OptedOut,

    /// <summary>The text is refused.</summary>
    Content,

    /// <summary>The account or the sender is set up wrongly: every message would meet it, so the sender stops.</summary>
    Configuration,

    /// <summary>Never processed; the same message may be sent again soon.</summary>
    TooFast,

    /// <summary>The sender's queue is full: never processed, sent again later.</summary>
    QueueFull,

    /// <summary>The validity ran out.</summary>
    Expired,
}
