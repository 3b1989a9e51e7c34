namespace CampaignEngine.Scheme;

/// <summary>
/// The monthly pension as an illustration (Law 41/2024/QH15 art. 98, 99): women 45 % at 15 years and 2 % a year more; men 40 % at 15
/// years and 1 % a year more up to 20 years, 45 % at 20 and 2 % a year more; at most 75 % of the mean adjusted income.
/// </summary>
public static class Pension
{
    public const int LeastYears = 15;

    /// <returns>VND a month, or null below 15 years of contribution.</returns>
    public static long? Monthly(bool man, int years, long meanIncome) =>
        Percent(man, years) is { } percent ? meanIncome * percent / 100 : null;

    public static int? Percent(bool man, int years) => years switch
    {
        < LeastYears => null,
        _ when !man => Math.Min(75, 45 + 2 * (years - 15)),
        < 20 => 40 + (years - 15),
        _ => Math.Min(75, 45 + 2 * (years - 20)),
    };
}
