namespace CampaignEngine.Calendar;

/// <summary>Asia/Ho_Chi_Minh: UTC+7 all year.</summary>
public static class VietnamTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    public static DateTime Of(DateTimeOffset time) => time.ToOffset(Offset).DateTime;

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Of(time));

    public static DateOnly Today(TimeProvider clock) => DayOf(clock.GetUtcNow());

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);
}
