namespace CampaignEngine.Recipients.Generation;

/// <summary>How the person can be reached, and what they agreed to.</summary>
internal static class RowContact
{
    public static void Fill(InventedRow row, long number, Person person, DateOnly updated, PcgRandom random)
    {
        if (random.PerMille(GenerationShares.HasEmail)) row[PeopleColumn.Email] = $"nguoi{number}@example.com";
        if (!random.PerMille(GenerationShares.HasPhone)) return;
        Phone(row, person.Household, random);
        if (random.PerMille(GenerationShares.HasZalo)) row[PeopleColumn.ZaloId] = $"{random.Between(100_000_000, 999_999_999)}{number % 1_000_000_000:D9}";
        if (!person.Child) Consent(row, number, updated, random);
    }

    private static void Phone(InventedRow row, Household household, PcgRandom random)
    {
        var way = random.Below(1000);
        var holder = way < GenerationShares.PhoneShared ? "shared" : way < GenerationShares.PhoneShared + GenerationShares.PhoneOfRelative ? "relative" : "self";
        var national = holder != "self" && household.Phone is { } theirs ? theirs : InventedPhone.National(random);
        household.Phone ??= national;
        row[PeopleColumn.Phone] = InventedPhone.AsWritten(national, random);
        row[PeopleColumn.PhoneHolder] = Cell.Word(CodeSets.PhoneHolder, holder);
    }

    private static void Consent(InventedRow row, long number, DateOnly updated, PcgRandom random)
    {
        if (!random.PerMille(GenerationShares.AskedForConsent)) return;
        var given = random.PerMille(GenerationShares.ConsentGiven);
        row[PeopleColumn.ConsentSms] = given ? "có" : "không";
        if (random.PerMille(GenerationShares.ConsentZaloToo)) row[PeopleColumn.ConsentZalo] = given ? "có" : "không";
        var day = updated.AddDays(-random.Below(60));
        row[PeopleColumn.ConsentDate] = Cell.Day(day);
        row[PeopleColumn.ConsentWording] = $"QC-{day.Year}-1";
        row[PeopleColumn.ConsentProof] = $"Phiếu số {number + 1}";
    }
}
