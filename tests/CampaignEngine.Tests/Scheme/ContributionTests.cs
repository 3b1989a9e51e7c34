using CampaignEngine.Scheme;
using CampaignEngine.Tests.Harness;
using Dapper;
using Sylvan.Data.Csv;

namespace CampaignEngine.Tests.Scheme;

public sealed class ContributionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_golden_amounts_hold()
    {
        var parameters = await SchemeParameters.LoadAsync(database.Source, default);
        using var csv = CsvDataReader.Create(SharedData.Path("contribution_examples.csv"));
        var rows = 0;
        for (; csv.Read(); rows++)
        {
            var month = DateOnly.ParseExact(csv.GetString(0) + "-01", "yyyy-MM-dd");
            var amount = Contribution.Monthly(parameters, month, csv.GetInt64(1), csv.GetString(2), monthsSupported: 0);
            Assert.Equal(new ContributionAmount(csv.GetInt64(3), csv.GetInt64(4), csv.GetInt64(5)), amount);
            Assert.Equal((csv.GetInt64(6), csv.GetInt64(7), csv.GetInt64(8)), (amount!.Net * 3, amount.Net * 6, amount.Net * 12));
        }
        Assert.True(rows >= 9);
    }

    [Fact]
    public async Task Seeded_parameters_are_those_of_the_reference_table()
    {
        using var csv = CsvDataReader.Create(SharedData.Path("scheme_parameters.csv"));
        var rows = new List<string>();
        while (csv.Read()) rows.Add(string.Join('|', [csv.GetString(0), csv.GetString(1), csv.GetString(2), csv.GetString(4), csv.GetString(5), csv.GetString(7)]));
        await using var connection = await database.Source.OpenConnectionAsync();
        var seeded = await connection.QueryAsync<string>(
            "SELECT concat_ws('|', parameter, category, trim_scale(value), valid_from, coalesce(valid_to::text, ''), status) FROM scheme_parameters");
        Assert.Equal(rows.Order(), seeded.Order());
    }

    [Fact]
    public async Task January_2027_has_no_amount_until_its_floor_is_confirmed()
    {
        var parameters = await SchemeParameters.LoadAsync(database.Source, default);
        Assert.NotNull(Contribution.Monthly(parameters, new DateOnly(2026, 12, 1), 3_000_000, "other", 0));
        Assert.Null(Contribution.Monthly(parameters, new DateOnly(2027, 1, 1), 3_000_000, "other", 0));
    }

    [Theory]
    [InlineData(119, 66_000)]
    [InlineData(120, 0)]
    public async Task The_state_supports_at_most_120_months(int already, long support)
    {
        var parameters = await SchemeParameters.LoadAsync(database.Source, default);
        Assert.Equal(support, Contribution.Monthly(parameters, new DateOnly(2026, 5, 1), 1_500_000, "other", already)!.Support);
    }

    [Theory]
    [InlineData(1_000_000, 330_000)] // below the floor: the floor
    [InlineData(99_000_000, 10_296_000)] // above 20 × 2,340,000 in May 2026: the cap
    public async Task Income_is_brought_between_floor_and_cap(long income, long gross)
    {
        var parameters = await SchemeParameters.LoadAsync(database.Source, default);
        Assert.Equal(gross, Contribution.Monthly(parameters, new DateOnly(2026, 5, 1), income, "other", 0)!.Gross);
    }

    [Theory]
    [InlineData(1_500_000, 24, 0, 7_644_801, 24 * 66_000)]
    [InlineData(3_000_000, 60, 0, 36_196_296, 60 * 66_000)]
    [InlineData(1_500_000, 24, 110, 7_644_801, 10 * 66_000)] // ten months of support are left
    [InlineData(1_500_000, 24, 130, 7_644_801, 0)]
    public void Years_ahead_discount_the_contribution_and_not_the_support(long income, int months, int already, long gross, long support) =>
        Assert.Equal(new ContributionAmount(gross, support, gross - support),
            Contribution.Ahead(SchemeParameters.Shipped(), new DateOnly(2026, 5, 1), months, income, "other", already));

    [Fact]
    public void Years_ahead_have_no_amount_where_the_interest_of_the_year_is_not_announced() =>
        Assert.Null(Contribution.Ahead(SchemeParameters.Shipped(), new DateOnly(2025, 8, 1), 24, 1_500_000, "other", 0));

    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(72)]
    public void Only_two_to_five_whole_years_are_paid_ahead(int months) =>
        Assert.Throws<RefusedException>(() => Contribution.Ahead(SchemeParameters.Shipped(), new DateOnly(2026, 5, 1), months, 1_500_000, "other", 0));

    [Theory]
    [InlineData(new[] { "ethnic_minority", "island_or_special_zone" }, 165_000)]
    [InlineData(new[] { "near_poor", "ethnic_minority" }, 132_000)]
    [InlineData(new string[0], 66_000)]
    public void Of_several_categories_the_highest_single_rate_applies(string[] categories, long support) =>
        Assert.Equal(support, Contribution.Monthly(SchemeParameters.Shipped(), new DateOnly(2026, 5, 1), 1_500_000, categories, 0)!.Support);
}
