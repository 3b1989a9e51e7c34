using CampaignEngine.Scheme;

namespace CampaignEngine.Tests.Scheme;

public sealed class PensionAndPeriodTests
{
    [Theory]
    [InlineData(false, 14, null)]
    [InlineData(false, 15, 1_350_000L)]
    [InlineData(false, 20, 1_650_000L)]
    [InlineData(false, 30, 2_250_000L)]
    [InlineData(false, 40, 2_250_000L)]
    [InlineData(true, 15, 1_200_000L)]
    [InlineData(true, 19, 1_320_000L)]
    [InlineData(true, 20, 1_350_000L)]
    [InlineData(true, 35, 2_250_000L)]
    public void Pensions_of_a_mean_income_of_three_million(bool man, int years, long? pension) =>
        Assert.Equal(pension, Pension.Monthly(man, years, 3_000_000));

    [Theory]
    [InlineData("monthly", "2026-02-01", "2026-02-28")]
    [InlineData("monthly", "2028-02-01", "2028-02-29")]
    [InlineData("three_monthly", "2026-12-01", "2027-02-28")]
    [InlineData("six_monthly", "2026-09-01", "2026-12-31")]
    [InlineData("twelve_monthly", "2026-08-01", "2027-02-28")]
    [InlineData("twelve_monthly", "2027-08-01", "2028-02-29")]
    [InlineData("several_years", "2026-08-01", null)]
    [InlineData("missing_months", "2026-08-01", null)]
    public void Legal_deadlines_over_year_ends_and_leap_years(string method, string first, string? deadline) =>
        Assert.Equal(deadline is null ? null : DateOnly.Parse(deadline), PaymentPeriods.LegalDeadline(method, DateOnly.Parse(first)));

    [Theory]
    [InlineData(2021, 60 * 12 + 3, 55 * 12 + 4)]
    [InlineData(2026, 61 * 12 + 6, 57 * 12)]
    [InlineData(2028, 62 * 12, 57 * 12 + 8)]
    [InlineData(2035, 62 * 12, 60 * 12)]
    [InlineData(2040, 62 * 12, 60 * 12)]
    public void The_retirement_age_rises_by_law(int year, int men, int women) =>
        Assert.Equal((men, women), (RetirementAge.Months(true, year), RetirementAge.Months(false, year)));
}
