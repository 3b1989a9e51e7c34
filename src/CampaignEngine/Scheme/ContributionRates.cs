namespace CampaignEngine.Scheme;

/// <summary>The parameters of one month that a contribution is made of.</summary>
/// <param name="Rate">Share of the chosen income (0.22).</param>
/// <param name="Support">The State's share of the floor's contribution (0.20 … 0.50).</param>
/// <param name="LongestSupport">Months.</param>
internal sealed record ContributionRates(decimal Rate, decimal Floor, decimal Cap, decimal Support, int LongestSupport)
{
    /// <summary>Null where the month lacks an enacted one: then no amount may be shown.</summary>
    public static ContributionRates? Of(SchemeParameters parameters, DateOnly month, IReadOnlyCollection<string> categories) =>
        parameters.Find("contribution_rate", month) is { } rate
        && parameters.Find("income_floor", month) is { } floor
        && parameters.Find("reference_level", month) is { } reference
        && parameters.Find("income_cap_multiple", month) is { } multiple
        && parameters.Find("state_support_max_months", month) is { } longest
        && HighestSupport(parameters, month, categories) is { } support
            ? new ContributionRates(rate.Value / 100, floor.Value, multiple.Value * reference.Value, support / 100, (int)longest.Value)
            : null;

    public decimal Gross(long income) => Math.Clamp(income, Floor, Cap) * Rate;

    /// <summary>Of one month that is supported.</summary>
    public decimal SupportOfAMonth => Floor * Rate * Support;

    public int SupportedOf(int months, int already) => Math.Clamp(LongestSupport - already, 0, months);

    /// <summary>Who falls under several rates has the highest, not their sum (Decree 159/2025/NĐ-CP art. 5).</summary>
    private static decimal? HighestSupport(SchemeParameters parameters, DateOnly month, IReadOnlyCollection<string> categories) =>
        categories.Append("other").Max(category => parameters.Find("state_support", month, category)?.Value);
}
