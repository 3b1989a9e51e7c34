namespace CampaignEngine.Recipients.Generation;

/// <summary>Spoils a good row in one of the ways real files have.</summary>
internal static class InventedFaults
{
    /// <param name="earlier">A good row of this file with a phone, if there is one yet.</param>
    public static void Spoil(InventedRow row, InventedRow? earlier, PcgRandom random)
    {
        var fault = GenerationShares.Faults.Pick(random);
        if (earlier is null && fault is InventedFault.PersonAgain or InventedFault.Namesake) fault = InventedFault.NameMissing;
        row.Fault = fault;
        if (fault is InventedFault.PersonAgain or InventedFault.Namesake) Repeat(row, earlier!, fault);
        else if (fault == InventedFault.AmbiguousProvince) Unplace(row, random);
        else if (fault == InventedFault.LostZero) LoseZero(row);
        else if (fault == InventedFault.ImpossibleDate) (row[PeopleColumn.BirthDate], row[PeopleColumn.BirthYear]) = ($"{random.Between(30, 31)}/02/{random.Between(1965, 2004)}", "");
        else Overwrite(row, fault, InventedPhone.National(random));
    }

    private static void Overwrite(InventedRow row, InventedFault fault, string phone)
    {
        var (column, cell) = fault switch
        {
            InventedFault.PhoneWithLetter => (PeopleColumn.Phone, $"O{phone[1..]}"),
            InventedFault.PhoneTooShort => (PeopleColumn.Phone, phone[..^2]),
            InventedFault.PhoneOfNobody => (PeopleColumn.Phone, $"0140{phone[3..]}"),
            InventedFault.TwoPhonesInOneCell => (PeopleColumn.Phone, $"{phone}/{new string([.. phone.Take(3), .. phone.Skip(3).Reverse()])}"),
            InventedFault.ImpossibleMonth => (PeopleColumn.PaidThrough, "13/2026"),
            InventedFault.UnknownCode => (PeopleColumn.Sex, "Nam/Nữ"),
            InventedFault.AmountInWords => (PeopleColumn.Income, "ba triệu"),
            _ => (PeopleColumn.FullName, ""),
        };
        row[column] = cell;
    }

    private static void Repeat(InventedRow row, InventedRow earlier, InventedFault fault)
    {
        PeopleColumn[] columns = fault == InventedFault.Namesake
            ? [PeopleColumn.FullName, PeopleColumn.Phone]
            : [PeopleColumn.FullName, PeopleColumn.PersonalNumber, PeopleColumn.InsuranceNumber, PeopleColumn.BirthDate, PeopleColumn.BirthYear, PeopleColumn.Sex];
        foreach (var column in columns) row[column] = earlier[column];
    }

    /// <summary>One of the seven codes that mean two provinces, and nothing beside it that tells which.</summary>
    private static void Unplace(InventedRow row, PcgRandom random)
    {
        (row[PeopleColumn.ProvinceCode], row[PeopleColumn.CommuneCode]) = (random.Pick(RowPlace.ReusedCodes), "");
        row[PeopleColumn.UpdatedOn] = Cell.Day(GenerationShares.StateOn.AddDays(-1 - random.Below(200)));
    }

    /// <summary>A spreadsheet took the number for a quantity.</summary>
    private static void LoseZero(InventedRow row)
    {
        var column = row[PeopleColumn.PersonalNumber].Length > 0 ? PeopleColumn.PersonalNumber : PeopleColumn.InsuranceNumber;
        row[column] = row[column][1..];
    }
}
