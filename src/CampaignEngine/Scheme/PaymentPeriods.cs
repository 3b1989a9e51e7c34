namespace CampaignEngine.Scheme;

/// <summary>Payment methods and their legal deadlines (Law 41/2024/QH15 art. 36.3). Months are given as their first day.</summary>
public static class PaymentPeriods
{
    // Months of a period, and how many months after its first the last day to pay falls in.
    private static readonly Dictionary<string, (int Months, int DeadlineAfter)> Methods = new()
    {
        ["monthly"] = (1, 0),
        ["three_monthly"] = (3, 2),
        ["six_monthly"] = (6, 3),
        ["twelve_monthly"] = (12, 6),
    };

    /// <summary>Null for methods paid at registration (several years ahead, missing months): they have no next period.</summary>
    public static int? Months(string method) => Methods.TryGetValue(method, out var m) ? m.Months : null;

    /// <summary>The first month that is not paid.</summary>
    public static DateOnly NextPeriod(DateOnly paidThrough) => paidThrough.AddMonths(1);

    /// <summary>The last day on which the period that begins in the month may be paid; null as for <see cref="Months"/>.</summary>
    public static DateOnly? LegalDeadline(string method, DateOnly firstMonth) =>
        Methods.TryGetValue(method, out var m)
            ? new DateOnly(firstMonth.Year, firstMonth.Month, 1).AddMonths(m.DeadlineAfter + 1).AddDays(-1)
            : null;
}
