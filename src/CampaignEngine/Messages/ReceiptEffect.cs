namespace CampaignEngine.Messages;

/// <summary>What a receipt did.</summary>
public enum ReceiptEffect
{
    /// <summary>The message moved upward.</summary>
    Applied,

    /// <summary>The message already stood there or higher: a repetition, or a word that came late.</summary>
    Stale,

    /// <summary>No such message, or one that was never given to a provider.</summary>
    UnknownMessage,

    /// <summary>A word of the provider that we do not know; kept, moves nothing.</summary>
    UnknownStatus,
}
