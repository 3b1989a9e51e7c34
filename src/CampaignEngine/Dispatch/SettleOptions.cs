using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Dispatch;

/// <summary>Section "Settle": when a provider is asked about messages it has not said its last word on.</summary>
public sealed class SettleOptions
{
    /// <summary>The first look at a chunk's messages after it was begun, in seconds; doubled with each further one. What is in doubt is asked about.</summary>
    [Range(1, 3600)]
    public int FirstSeconds { get; set; } = 120;

    /// <summary>A message that was taken and got no last receipt is asked about after so long without a word, in seconds.</summary>
    [Range(1, 86_400)]
    public int PollSeconds { get; set; } = 900;

    /// <summary>The longest time between two looks, in seconds.</summary>
    [Range(1, 86_400)]
    public int LongestSeconds { get; set; } = 21_600;

    /// <summary>Without a last word for so many hours the message expires: whether it was delivered is not known and not claimed.</summary>
    [Range(1, 720)]
    public int ReceiptHours { get; set; } = 72;

    /// <summary>What is in doubt for so many hours waits for a person; until then look-ups and receipts may still settle it.</summary>
    [Range(0, 720)]
    public int DoubtHours { get; set; } = 24;

    /// <summary>A look that was begun and not ended is begun again after so long, in seconds. Longer than the questions of a range take; to repeat one does no harm.</summary>
    [Range(10, 3600)]
    public int LeaseSeconds { get; set; } = 900;

    /// <summary>Questions a second of one worker, so that they do not take the provider's attention from what is to be sent.</summary>
    [Range(1, 1000)]
    public int QuestionsPerSecond { get; set; } = 20;
}
