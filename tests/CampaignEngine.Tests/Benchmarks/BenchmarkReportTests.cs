using CampaignEngine.Benchmarks;

namespace CampaignEngine.Tests.Benchmarks;

public sealed class BenchmarkReportTests
{

    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 9.0, 1.0, 2.0 }, 2.0)]
    [InlineData(new[] { 4.0, 1.0, 2.0, 100.0 }, 3.0)]
    public void The_median_stands_in_the_middle(double[] values, double median) => Assert.Equal(median, Median.Of(values));

    [Fact]
    public void A_percentile_is_one_of_the_values()
    {
        var hundred = Enumerable.Range(1, 100).Select(n => (double)n).Reverse().ToList();
        Assert.Equal(99, Median.Percentile(hundred, 0.99));
        Assert.Equal(100, Median.Percentile(hundred, 1));
        Assert.Equal(1, Median.Percentile(hundred, 0));
    }

    [Theory]
    [InlineData(70, 100.0, 0.7, false, true)]
    [InlineData(69, 100.0, 0.7, false, false)]
    [InlineData(120, 100.0, 1.2, true, true)]
    [InlineData(121, 100.0, 1.2, true, false)]
    [InlineData(150, null, 150.0, true, true)]
    [InlineData(151, null, 150.0, true, false)]
    [InlineData(1, 2.0, null, false, null)]
    public void A_target_is_reached_from_below_and_a_limit_kept_from_above(double ours, double? baseline, double? target, bool limit, bool? reached) =>
        Assert.Equal(reached, new Figure("work", "ms", ours, baseline, target, limit).Reached);

    [Fact]
    public void A_row_says_ratio_target_and_whether_it_is_reached()
    {
        var row = BenchReport.Rows(Result(new Figure("work", "rows/s", 20_000, 100_000, 0.15))).Single();
        Assert.Equal(["it", "work", "20,000 rows/s", "100,000 rows/s", "20 %", "≥ 15 %", "yes", "worker 100", "36 → 49"], row);
        Assert.Equal(["it", "work", "2.5 ms", "", "", "≤ 1.0 ms", "**no**", "worker 100", "36 → 49"], BenchReport.Rows(Result(new Figure("work", "ms", 2.5, null, 1, AtMost: true))).Single());
    }

    [Fact]
    public void What_could_not_be_run_says_why() =>
        Assert.Contains("not run: no Kannel", BenchReport.Rows(BenchResult.Without("gateway", "no Kannel")).Single());

    private static BenchResult Result(Figure figure) => new(
        "it", null, [figure], new Dictionary<string, double> { ["worker"] = 100 }, new CpuPerMillion(36, 49), ["a note"]);
}
