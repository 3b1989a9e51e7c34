using CampaignEngine.Calendar;
using CampaignEngine.Channels;

namespace CampaignEngine.Dispatch;

/// <summary>One quota of a sender as it stands on a day.</summary>
/// <param name="Frees">When the next bucket begins, UTC.</param>
internal sealed record QuotaBucket(string Period, DateOnly StartsOn, int Most, DateTimeOffset Frees);

/// <summary>The day and the month of a sender, cut at midnight of the provider's own zone.</summary>
internal static class QuotaBuckets
{
    public const string Day = "day";
    public const string Month = "month";

    /// <summary>In the order in which they are locked.</summary>
    public static IReadOnlyList<QuotaBucket> Of(SenderLimits limits, DateTimeOffset now)
    {
        var today = DayOf(limits.QuotaZone, now);
        var month = FirstOf(today);
        var buckets = new List<QuotaBucket>();
        if (limits.MessagesPerDay is { } day) buckets.Add(new(Day, today, day, Midnight(limits.QuotaZone, today.AddDays(1))));
        if (limits.MessagesPerMonth is { } most) buckets.Add(new(Month, month, most, Midnight(limits.QuotaZone, month.AddMonths(1))));
        return buckets;
    }

    public static DateOnly DayOf(string zone, DateTimeOffset now) =>
        zone.Length == 0 ? VietnamTime.DayOf(now) : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Find(zone)).DateTime);

    public static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateTimeOffset Midnight(string zone, DateOnly day)
    {
        if (zone.Length == 0) return VietnamTime.At(day, TimeOnly.MinValue).ToUniversalTime();
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks go forward at midnight the day begins at the first moment there is.
        while (Find(zone).IsInvalidTime(local)) local = local.AddMinutes(30);
        return new DateTimeOffset(local, Find(zone).GetUtcOffset(local)).ToUniversalTime();
    }

    private static TimeZoneInfo Find(string zone) => TimeZoneInfo.FindSystemTimeZoneById(zone);
}
