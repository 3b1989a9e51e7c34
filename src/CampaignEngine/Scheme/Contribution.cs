namespace CampaignEngine.Scheme;

/// <summary>VND a month: what the person chose, what the State pays of it, what is left to pay.</summary>
public sealed record ContributionAmount(long Gross, long Support, long Net);

/// <summary>
/// The monthly contribution: 22 % of the chosen income (Law 41/2024/QH15 art. 36), less the State's share of 22 % of the income
/// floor by category, for at most 120 months (Decree 159/2025/NĐ-CP art. 5). Local support is not in it: it is imported, never assumed.
/// </summary>
public static class Contribution
{
    /// <param name="month">The month that is paid for.</param>
    /// <param name="income">Chosen monthly income, VND; brought to the floor or to 20 × reference level where it lies outside.</param>
    /// <param name="category">A support category; one without a rate of its own has that of "other".</param>
    /// <returns>Null where the month has no enacted parameters: then no amount may be shown.</returns>
    public static ContributionAmount? Monthly(SchemeParameters parameters, DateOnly month, long income, string category, int monthsSupported)
    {
        if (parameters.Find("contribution_rate", month) is not { } rate
            || parameters.Find("income_floor", month) is not { } floor
            || parameters.Find("reference_level", month) is not { } reference
            || parameters.Find("income_cap_multiple", month) is not { } multiple
            || parameters.Find("state_support_max_months", month) is not { } longest
            || (parameters.Find("state_support", month, category) ?? parameters.Find("state_support", month, "other")) is not { } support)
            return null;

        var counted = Math.Clamp(income, floor.Value, multiple.Value * reference.Value);
        var gross = Math.Round(counted * rate.Value / 100, MidpointRounding.AwayFromZero);
        var paid = monthsSupported >= longest.Value ? 0 : Math.Round(floor.Value * rate.Value / 100 * support.Value / 100, MidpointRounding.AwayFromZero);
        return new ContributionAmount((long)gross, (long)paid, (long)(gross - paid));
    }
}
