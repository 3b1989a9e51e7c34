namespace CampaignEngine.Recipients;

/// <summary>How the person is reached.</summary>
internal static class ContactCells
{
    public static void Read(PeopleRow row, StagedPerson person, byte[] key, PeopleTally tally)
    {
        person.ZaloId = row.FreeText(PeopleColumn.ZaloId);
        person.Email = row.FreeText(PeopleColumn.Email);
        if (person.Email is { } email && !IsEmail(email)) row.Fault("email-shape", PeopleColumn.Email);
        person.Phone = null;
        person.NumberKey = person.ZaloId is { } zaloId ? NumberKey.OfZaloId(key, zaloId) : null;
        var cell = row[PeopleColumn.Phone];
        if (cell.IsEmpty) return;
        if (!PhoneNumber.TryParse(cell, out var number, out var fault))
        {
            row.Fault(CodeOf(fault), PeopleColumn.Phone);
            return;
        }
        if (number.WasOldForm) tally.PhonesConverted++;
        if (number.IsForeign) tally.PhonesForeign++;
        person.Phone = number.E164;
        person.NumberKey = NumberKey.Of(key, number.E164);
    }

    private static string CodeOf(PhoneFault fault) => fault switch
    {
        PhoneFault.Characters => "phone-characters",
        PhoneFault.Length => "phone-length",
        PhoneFault.ShortCode => "phone-short-code",
        PhoneFault.NotMobile => "phone-not-mobile",
        _ => "phone-unassigned",
    };

    /// <summary>One @ with something on both sides and a dot behind it: the rest only a letter sent there can tell.</summary>
    private static bool IsEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == email.LastIndexOf('@') && email.IndexOf('.', at) > at + 1 && !email.EndsWith('.') && !email.Contains(' ', StringComparison.Ordinal);
    }
}
