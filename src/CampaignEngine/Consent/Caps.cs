using CampaignEngine.Calendar;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Consent;

/// <summary>Which caps hold for a message of a class. Those over a day and a month are the house's; the rolling one is the law's.</summary>
public sealed class Caps(IOptions<CapOptions> options)
{
    public const string Day = "cap-day";
    public const string Month = "cap-month";
    public const string Advertising = "cap-advertising";

    /// <summary>Empty where nothing caps the class: then nothing is asked and nothing is written.</summary>
    public IReadOnlyList<Cap> For(MessageClass messageClass, DateTimeOffset now)
    {
        var today = VietnamTime.DayOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var caps = new List<Cap>();
        if (options.Value.PerDay > 0 && Counts(messageClass)) caps.Add(new(Day, options.Value.PerDay, Before(today), Midnight(today.AddDays(1)), Counts));
        if (options.Value.PerMonth > 0 && Counts(messageClass)) caps.Add(new(Month, options.Value.PerMonth, Before(month), Midnight(month.AddMonths(1)), Counts));
        // Decree 91/2020/NĐ-CP: at most three advertising messages to a number in any 24 hours.
        if (messageClass == MessageClass.Promotion)
            caps.Add(new(Advertising, options.Value.AdvertisingPer24Hours, now - Cap.Rolling, null, c => c == MessageClass.Promotion));
        return caps;
    }

    private bool Counts(MessageClass messageClass) => options.Value.ServiceNotices || messageClass != MessageClass.ServiceNotice;

    private static DateTimeOffset Midnight(DateOnly day) => VietnamTime.At(day, TimeOnly.MinValue).ToUniversalTime();

    /// <summary>The last moment that is not of the day any more.</summary>
    private static DateTimeOffset Before(DateOnly day) => Midnight(day).AddTicks(-1);
}
