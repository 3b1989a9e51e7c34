using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Tests.Harness;
using Sylvan.Data.Csv;

namespace CampaignEngine.Tests.Calendar;

public sealed class LunarCalendarTests
{
    [Fact]
    public void The_golden_dates_hold()
    {
        using var csv = CsvDataReader.Create(SharedData.Path("lunar_dates.csv"));
        (int Month, int Day)[] columns = [(1, 1), (3, 10), (7, 15), (8, 15)];
        var rows = 0;
        while (csv.Read())
        {
            var year = csv.GetInt32(0);
            for (var i = 0; i < columns.Length; i++)
            {
                var solar = DateOnly.ParseExact(csv.GetString(i + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture);
                Assert.Equal(solar, LunarCalendar.ToSolar(new LunarDate(year, columns[i].Month, columns[i].Day)));
                Assert.Equal(new LunarDate(year, columns[i].Month, columns[i].Day), LunarCalendar.FromSolar(solar));
            }
            rows++;
        }
        Assert.True(rows > 20);
    }

    [Theory]
    [InlineData(1985, 1, 21)] // Chinese: 20 February
    [InlineData(2007, 2, 17)] // Chinese: 18 February
    [InlineData(2030, 2, 2)] // Chinese: 3 February
    [InlineData(2026, 2, 17)]
    public void Tet_is_computed_at_the_meridian_of_Vietnam(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), LunarCalendar.Tet(year));

    [Fact]
    public void From_2000_to_2050_tet_differs_from_the_chinese_new_year_in_2007_and_2030_alone()
    {
        var chinese = new ChineseLunisolarCalendar();
        var differing = Enumerable.Range(2000, 51).Where(year => LunarCalendar.Tet(year) != DateOnly.FromDateTime(chinese.ToDateTime(year, 1, 1, 0, 0, 0, 0)));
        Assert.Equal([2007, 2030], differing);
    }

    [Fact]
    public void Every_day_from_1990_to_2050_goes_to_lunar_and_back()
    {
        for (var day = new DateOnly(1990, 1, 1); day.Year <= 2050; day = day.AddDays(1))
            Assert.Equal(day, LunarCalendar.ToSolar(LunarCalendar.FromSolar(day)));
    }

    [Fact]
    public void Lunar_years_have_twelve_or_thirteen_months_of_29_or_30_days()
    {
        for (var year = 1990; year < 2050; year++)
        {
            var days = LunarCalendar.Tet(year + 1).DayNumber - LunarCalendar.Tet(year).DayNumber;
            Assert.True(days is >= 353 and <= 355 or >= 383 and <= 385, $"{year}: {days} days");
        }
    }

    [Fact]
    public void A_date_the_year_does_not_have_is_refused() =>
        Assert.Throws<RefusedException>(() => LunarCalendar.ToSolar(new LunarDate(2026, 6, 1, Leap: true)));
}
