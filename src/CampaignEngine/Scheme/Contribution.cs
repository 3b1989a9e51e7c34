namespace CampaignEngine.Scheme;

/// <summary>
/// The contribution: 22 % of the chosen income (Law 41/2024/QH15 art. 36), less the State's share of 22 % of the income floor by
/// category, for at most 120 months (Decree 159/2025/NĐ-CP art. 5). Local support is not in it: it is imported, never assumed.
/// </summary>
public static class Contribution
{
    public const int LeastMonthsAhead = 24;
    public const int MostMonthsAhead = 60;

    /// <param name="month">The month that is paid for.</param>
    /// <param name="income">Chosen monthly income, VND; brought to the floor or to 20 × reference level where it lies outside.</param>
    /// <param name="category">A support category; one without a rate of its own has that of "other".</param>
    /// <returns>Null where the month has no enacted parameters: then no amount may be shown.</returns>
    public static ContributionAmount? Monthly(SchemeParameters parameters, DateOnly month, long income, string category, int monthsSupported) =>
        Monthly(parameters, month, income, [category], monthsSupported);

    /// <summary>For a person of several categories (a poor household in a special zone): the highest single rate.</summary>
    public static ContributionAmount? Monthly(SchemeParameters parameters, DateOnly month, long income, IReadOnlyCollection<string> categories, int monthsSupported) =>
        ContributionRates.Of(parameters, month, categories) is { } rates
            ? ContributionAmount.Of(rates.Gross(income), rates.SupportOfAMonth * rates.SupportedOf(1, monthsSupported))
            : null;

    /// <summary>
    /// Several years ahead: Σ gross / (1 + r)^(i − 1), r the fund's monthly interest; the support is not discounted (Law
    /// 41/2024/QH15 art. 36.3). All months are priced by the parameters of the first: what is paid once is not priced again.
    /// </summary>
    /// <param name="months">2 to 5 whole years.</param>
    /// <returns>The whole sum, or null as for <see cref="Monthly(SchemeParameters, DateOnly, long, string, int)"/>.</returns>
    public static ContributionAmount? Ahead(SchemeParameters parameters, DateOnly firstMonth, int months, long income, string category, int monthsSupported)
    {
        if (months is < LeastMonthsAhead or > MostMonthsAhead || months % 12 != 0)
            throw new RefusedException("not-two-to-five-years", $"{months}", "Chỉ đóng trước từ 2 đến 5 năm tròn.", "Only 2 to 5 whole years are paid ahead.");
        if (ContributionRates.Of(parameters, firstMonth, [category]) is not { } rates || parameters.Find("fund_monthly_interest", firstMonth) is not { } interest)
            return null;

        var (sum, month) = (0m, rates.Gross(income));
        for (var i = 0; i < months; i++, month /= 1 + interest.Value / 100) sum += month;
        return ContributionAmount.Of(sum, rates.SupportOfAMonth * rates.SupportedOf(months, monthsSupported));
    }
}
