namespace CampaignEngine.Scheme;

/// <summary>
/// Ordinary retirement age, which bounds the working age. Labour Code 2019 art. 169.2 (Decree 135/2020): men 60 years 3 months
/// in 2021 and 3 months more each year up to 62 (2028); women 55 years 4 months and 4 months more each year up to 60 (2035).
/// </summary>
public static class RetirementAge
{
    public const int FirstWorkingYear = 15;

    /// <summary>In months of age, for the calendar year.</summary>
    public static int Months(bool man, int year)
    {
        var steps = Math.Max(0, year - 2021);
        return man
            ? Math.Min(60 * 12 + 3 + 3 * steps, 62 * 12)
            : Math.Min(55 * 12 + 4 + 4 * steps, 60 * 12);
    }
}
