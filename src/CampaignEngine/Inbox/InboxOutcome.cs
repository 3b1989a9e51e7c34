namespace CampaignEngine.Inbox;

/// <summary>What became of a stored body, as the table spells it.</summary>
public static class InboxOutcome
{
    /// <summary>A receipt that moved its message upward.</summary>
    public const string Applied = "applied";

    /// <summary>A repetition, or a word that came late.</summary>
    public const string Stale = "stale";

    /// <summary>No such message, or one that was never given to a provider.</summary>
    public const string UnknownMessage = "unknown-message";

    /// <summary>A status we do not know; kept, moves nothing, alarmed.</summary>
    public const string UnknownStatus = "unknown-status";

    /// <summary>No reader understands it, or its month's key is gone.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A refusal, recorded; its confirmation is queued or was the provider's.</summary>
    public const string Refusal = "refusal";

    /// <summary>A refusal of what was refused before.</summary>
    public const string RepeatedRefusal = "repeated-refusal";

    /// <summary>The reply comes from something that is no subscriber's number.</summary>
    public const string UnknownSender = "unknown-sender";

    /// <summary>A reply that is no refusal, kept for people to read.</summary>
    public const string Kept = "kept";
}
