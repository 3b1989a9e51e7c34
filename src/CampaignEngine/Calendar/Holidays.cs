namespace CampaignEngine.Calendar;

public sealed record Holiday(DateOnly Day, string Vi, string En);

/// <summary>Public holidays (Labour Code 2019 art. 112). The Government's yearly swaps of days and 24 November, which is not settled, are data, not here.</summary>
public static class Holidays
{
    public static IReadOnlyList<Holiday> Of(int year)
    {
        var tet = LunarCalendar.Tet(year);
        return
        [
            new(new DateOnly(year, 1, 1), "Tết Dương lịch", "New Year's Day"),
            new(tet.AddDays(-1), "Giao thừa", "Lunar New Year's Eve"),
            .. Enumerable.Range(0, 3).Select(i => new Holiday(tet.AddDays(i), $"Mùng {i + 1} Tết", $"Tết, day {i + 1}")),
            new(LunarCalendar.ToSolar(new LunarDate(year, 3, 10)), "Giỗ Tổ Hùng Vương", "Hùng Kings' Day"),
            new(new DateOnly(year, 4, 30), "Ngày Giải phóng miền Nam", "Reunification Day"),
            new(new DateOnly(year, 5, 1), "Quốc tế Lao động", "Labour Day"),
            new(new DateOnly(year, 9, 2), "Quốc khánh", "National Day"),
        ];
    }

    /// <summary>The first three days of Tết, on which no citizen is written to.</summary>
    public static bool IsTet(DateOnly day)
    {
        // Tết falls between 21 January and 20 February: the rest of the year needs no astronomy.
        if (day.Month > 2) return false;
        var since = day.DayNumber - LunarCalendar.Tet(day.Year).DayNumber;
        return since is >= 0 and < 3;
    }
}
