using System.Collections.Concurrent;

namespace CampaignEngine.Calendar;

/// <summary>
/// The Vietnamese lunar calendar, computed at UTC+7. The Chinese one is computed at UTC+8 and differs at times (Tết of 1985, 2007
/// and 2030), so that .NET's ChineseLunisolarCalendar is wrong for it.
/// </summary>
public static class LunarCalendar
{
    private const double DayZero = 1721425.5; // Julian day of 1 January of year 1, DateOnly's day number 0

    // Every slice that is sent asks whether it is Tết: a year's astronomy is done once.
    private static readonly ConcurrentDictionary<int, IReadOnlyList<LunarMonth>> Computed = new();

    public static DateOnly Tet(int year) => ToSolar(new LunarDate(year, 1, 1));

    /// <summary>Refuses a date that the year does not have (day 30 of a short month, a leap month that is not).</summary>
    public static DateOnly ToSolar(LunarDate date)
    {
        var months = MonthsAround(date.Year);
        var index = months.FindIndex(m => m.Year == date.Year && m.Month == date.Month && m.Leap == date.Leap);
        if (index < 0 || index + 1 >= months.Count || date.Day < 1 || months[index].Start.AddDays(date.Day - 1) >= months[index + 1].Start)
            throw new RefusedException("no-such-lunar-date", $"{date.Day}/{date.Month}/{date.Year}",
                "Năm âm lịch này không có ngày đó.", "The lunar year does not have this date.");
        return months[index].Start.AddDays(date.Day - 1);
    }

    public static LunarDate FromSolar(DateOnly day)
    {
        var month = MonthsAround(day.Year).Last(m => m.Start <= day);
        return new LunarDate(month.Year, month.Month, day.DayNumber - month.Start.DayNumber + 1, month.Leap);
    }

    private static List<LunarMonth> MonthsAround(int year) => [.. Months(year - 1), .. Months(year), .. Months(year + 1)];

    private static IReadOnlyList<LunarMonth> Months(int year) => Computed.GetOrAdd(year, SolsticeYear);

    /// <summary>
    /// The months from the one that holds the winter solstice of the year before (always month 11) up to the next such one. Where
    /// there are thirteen, the first without a major solar term repeats the number before it.
    /// </summary>
    private static IReadOnlyList<LunarMonth> SolsticeYear(int year)
    {
        var first = SolsticeMoon(year - 1);
        var count = SolsticeMoon(year) - first;
        var leap = count == 13 ? Enumerable.Range(1, 12).First(i => MajorTerm(first + i) == MajorTerm(first + i + 1)) : count;
        var months = new List<LunarMonth>(count);
        for (var i = 0; i < count; i++)
        {
            var number = i < leap ? i : i - 1;
            months.Add(new LunarMonth(MoonDay(first + i), number < 2 ? year - 1 : year, (number + 10) % 12 + 1, i == leap));
        }
        return months;
    }

    /// <summary>The moon that begins month 11: the last whose first day begins before the Sun has reached 270°.</summary>
    private static int SolsticeMoon(int year)
    {
        var k = NewMoon.NumberNear(new DateOnly(year, 12, 31).DayNumber + DayZero) + 1;
        while (SolarLongitude.At(Midnight(MoonDay(k).AddDays(1))) is >= 270 or < 90 && !HoldsSolstice(k)) k--;
        return k;
    }

    /// <summary>The day of new moon may itself be the day of the solstice.</summary>
    private static bool HoldsSolstice(int k) =>
        SolarLongitude.At(Midnight(MoonDay(k))) < 270 && SolarLongitude.At(Midnight(MoonDay(k).AddDays(1))) >= 270;

    /// <summary>Which twelfth of the Sun's path (from 0°) the month's first day begins in; equal for two moons: no term between them.</summary>
    private static int MajorTerm(int k) => (int)(SolarLongitude.At(Midnight(MoonDay(k))) / 30);

    private static DateOnly MoonDay(int k) =>
        DateOnly.FromDayNumber((int)Math.Floor(NewMoon.At(k) - DayZero + VietnamTime.Offset.TotalDays));

    private static double Midnight(DateOnly day) => day.DayNumber + DayZero - VietnamTime.Offset.TotalDays;

    private readonly record struct LunarMonth(DateOnly Start, int Year, int Month, bool Leap);
}
