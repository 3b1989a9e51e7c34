namespace CampaignEngine.Calendar;

/// <summary>Days on which offices work: Monday to Friday, public holidays left out. The Government's yearly swaps of days are not known here.</summary>
public static class WorkingDays
{
    /// <summary>When offices close, Vietnam time.</summary>
    private static readonly TimeOnly Closing = new(17, 0);

    /// <summary>The end of the so-many-th working day after the day of <paramref name="from"/>.</summary>
    public static DateTimeOffset After(DateTimeOffset from, int days)
    {
        var day = VietnamTime.DayOf(from);
        while (days > 0)
        {
            day = day.AddDays(1);
            if (Is(day)) days--;
        }
        return VietnamTime.At(day, Closing).ToUniversalTime();
    }

    public static bool Is(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Holidays.Of(day.Year).All(h => h.Day != day);
}
