using CampaignEngine.Calendar;

namespace CampaignEngine.Tests.Calendar;

public sealed class HolidaysTests
{
    [Fact]
    public void The_days_of_2026_are_those_of_the_labour_code() =>
        Assert.Equal(
            ["01-01", "02-16", "02-17", "02-18", "02-19", "04-26", "04-30", "05-01", "09-02"],
            Holidays.Of(2026).Select(h => h.Day.ToString("MM-dd")));

    [Theory]
    [InlineData("2030-02-01", false)]
    [InlineData("2030-02-02", true)] // the Chinese year begins a day later
    [InlineData("2030-02-04", true)]
    [InlineData("2030-02-05", false)]
    [InlineData("2030-06-02", false)]
    public void The_first_three_days_of_tet_are_kept_free(string day, bool tet) =>
        Assert.Equal(tet, Holidays.IsTet(DateOnly.Parse(day)));
}
