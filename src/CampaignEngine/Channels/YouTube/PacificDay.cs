namespace CampaignEngine.Channels.YouTube;

/// <summary>
/// The day of YouTube's quotas, which begins at midnight in California. By the rule of the law (15 U.S.C. 260a: daylight time from the second Sunday of
/// March to the first of November, changing at 2 o'clock), since a machine here need not have the world's time zones.
/// </summary>
internal static class PacificDay
{
    private static readonly TimeSpan Standard = TimeSpan.FromHours(-8);
    private static readonly TimeSpan Daylight = TimeSpan.FromHours(-7);

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(OffsetAt(at)).DateTime);

    /// <summary>When the next day begins.</summary>
    public static DateTimeOffset End(DateTimeOffset at)
    {
        var midnight = Of(at).AddDays(1).ToDateTime(TimeOnly.MinValue);
        var standard = new DateTimeOffset(midnight, Standard);
        var daylight = new DateTimeOffset(midnight, Daylight);
        return (OffsetAt(daylight) == Daylight ? daylight : standard).ToUniversalTime();
    }

    private static TimeSpan OffsetAt(DateTimeOffset at)
    {
        var year = at.ToOffset(Standard).Year;
        var begins = new DateTimeOffset(Sunday(year, 3, 2).ToDateTime(new TimeOnly(2, 0)), Standard);
        var ends = new DateTimeOffset(Sunday(year, 11, 1).ToDateTime(new TimeOnly(2, 0)), Daylight);
        return at >= begins && at < ends ? Daylight : Standard;
    }

    private static DateOnly Sunday(int year, int month, int which)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((7 - (int)first.DayOfWeek) % 7 + 7 * (which - 1));
    }
}
