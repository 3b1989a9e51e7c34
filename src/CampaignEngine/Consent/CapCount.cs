namespace CampaignEngine.Consent;

/// <summary>Who of a slice is over a cap, given what its numbers have had. Where a number stands in it twice, the first comes first.</summary>
internal static class CapCount
{
    public static IReadOnlyList<CapWait> Judge(
        IReadOnlyList<Cap> caps, MessageClass messageClass, IReadOnlyList<Contact> slice, IEnumerable<ContactRow> rows, DateTimeOffset now)
    {
        var history = rows.GroupBy(r => r.NumberKey, NumberKeyComparer.Instance).ToDictionary(g => g.Key, g => g.ToList(), NumberKeyComparer.Instance);
        var waits = new List<CapWait>();
        foreach (var contact in slice)
        {
            if (!history.TryGetValue(contact.NumberKey, out var number)) history[contact.NumberKey] = number = [];
            // What this message took at an earlier attempt is its own.
            var others = number.Where(r => r.RunId != contact.RunId || r.MessageNo != contact.MessageNo);
            if (LastToFree(caps, [.. others.Select(r => new Contacted(Enum.Parse<MessageClass>(r.Class), r.At))]) is var (code, until))
                waits.Add(new CapWait(contact.MessageNo, contact.NumberKey, code, until));
            else
                number.Add(new ContactRow(contact.NumberKey, contact.RunId, contact.MessageNo, $"{messageClass}", now.UtcDateTime));
        }
        return waits;
    }

    private static (string Code, DateTimeOffset Until)? LastToFree(IReadOnlyList<Cap> caps, IReadOnlyList<Contacted> counted)
    {
        if (counted.Count == 0) return null;
        (string, DateTimeOffset Until)? last = null;
        foreach (var cap in caps)
            if (cap.FullUntil(counted) is { } until && !(until <= last?.Until)) last = (cap.Code, until);
        return last;
    }
}
