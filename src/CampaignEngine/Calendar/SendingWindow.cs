namespace CampaignEngine.Calendar;

/// <summary>
/// The hours of a day, Vietnam time, in which citizens may be written to: from is in, to is out. Law allows advertising 07:00–22:00
/// (Decree 91/2020/NĐ-CP); the house keeps 08:00–20:00 for all. Closed on the first three days of Tết.
/// </summary>
public readonly record struct SendingWindow(TimeOnly From, TimeOnly To)
{
    public static readonly SendingWindow House = new(new TimeOnly(8, 0), new TimeOnly(20, 0));

    public bool IsOpen(DateTimeOffset time)
    {
        var local = VietnamTime.Of(time);
        var hour = TimeOnly.FromDateTime(local);
        return hour >= From && hour < To && !Holidays.IsTet(DateOnly.FromDateTime(local));
    }

    /// <summary>The time itself where the window is open, else when it opens next.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset time)
    {
        if (IsOpen(time)) return time;
        var day = VietnamTime.DayOf(time);
        if (TimeOnly.FromDateTime(VietnamTime.Of(time)) >= To) day = day.AddDays(1);
        while (Holidays.IsTet(day)) day = day.AddDays(1);
        return VietnamTime.At(day, From);
    }
}
