namespace CampaignEngine.Recipients;

/// <summary>The dates of a row: birth, death, payment, consent.</summary>
internal static class DateCells
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public static void Read(PeopleRow row, StagedPerson person, DateOnly today)
    {
        ReadBirth(row, person, today);
        person.DiedOn = Past(row, PeopleColumn.DiedOn, today);
        person.ConsentOn = Past(row, PeopleColumn.ConsentDate, today);
        person.PaidThrough = null;
        var month = row[PeopleColumn.PaidThrough];
        if (month.IsEmpty) return;
        if (DateCell.TryMonth(month, out var paid) && paid.Year is > 1994 and < 2100) person.PaidThrough = paid;
        else row.Fault("month-shape", PeopleColumn.PaidThrough);
    }

    /// <summary>A day that has come; null where the cell is empty or wrong.</summary>
    public static DateOnly? Past(PeopleRow row, PeopleColumn column, DateOnly today)
    {
        var cell = row[column];
        if (cell.IsEmpty) return null;
        if (!DateCell.TryDate(cell, out var date))
        {
            row.Fault("date-shape", column);
            return null;
        }
        if (date >= Earliest && date <= today) return date;
        row.Fault("date-range", column);
        return null;
    }

    /// <summary>Many records know the year alone, also in the column of the date; a month and year says the year.</summary>
    private static void ReadBirth(PeopleRow row, StagedPerson person, DateOnly today)
    {
        var cell = row[PeopleColumn.BirthDate];
        person.BirthDate = null;
        person.BirthYear = null;
        if (DateCell.TryYear(cell, out var year)) person.BirthYear = Year(row, PeopleColumn.BirthDate, year, today);
        else if (!DateCell.TryDate(cell, out _) && DateCell.TryMonth(cell, out var month)) person.BirthYear = Year(row, PeopleColumn.BirthDate, month.Year, today);
        else
        {
            person.BirthDate = Past(row, PeopleColumn.BirthDate, today);
            person.BirthYear = person.BirthDate?.Year;
        }

        var alone = row[PeopleColumn.BirthYear];
        if (alone.IsEmpty) return;
        if (!DateCell.TryYear(alone, out var given)) row.Fault("number-shape", PeopleColumn.BirthYear);
        else if (person.BirthYear is { } known && known != given) row.Fault("birth-disagrees", PeopleColumn.BirthYear);
        else person.BirthYear = Year(row, PeopleColumn.BirthYear, given, today);
    }

    private static int? Year(PeopleRow row, PeopleColumn column, int year, DateOnly today)
    {
        if (year >= Earliest.Year && year <= today.Year) return year;
        row.Fault("date-range", column);
        return null;
    }
}
