namespace CampaignEngine.Consent;

/// <summary>One cap as it stands at a moment: at most so many contacts after a time.</summary>
/// <param name="Code">Stable; the reason of what is put off.</param>
/// <param name="After">Contacts later than this count.</param>
/// <param name="Ends">When all of them stop counting at once; null: each 24 hours after it was made.</param>
/// <param name="Counts">Whether a contact of a class counts.</param>
public sealed record Cap(string Code, int Most, DateTimeOffset After, DateTimeOffset? Ends, Func<MessageClass, bool> Counts)
{
    public static readonly TimeSpan Rolling = TimeSpan.FromHours(24);

    /// <summary>Null: there is room for one more. Else when there will be, if nothing more is sent before.</summary>
    public DateTimeOffset? FullUntil(IEnumerable<Contacted> earlier)
    {
        var counted = earlier.Where(c => c.At > After && Counts(c.Class)).Select(c => c.At).Order().ToList();
        if (counted.Count < Most) return null;
        // Room comes when only Most - 1 are left of those made within the last 24 hours.
        return Ends ?? counted[counted.Count - Most] + Rolling;
    }
}

/// <summary>A contact as the ledger holds it.</summary>
public readonly record struct Contacted(MessageClass Class, DateTimeOffset At);
