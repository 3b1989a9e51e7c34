using CampaignEngine.Benchmarks;

namespace CampaignEngine.Tests.Benchmarks;

public sealed class PerformancePageTests
{
    private const string Empty = $"# Performance\n\nwords\n\n{PerformancePage.Begin}\n{PerformancePage.End}\n";
    private static readonly Machine Machine = new(2, 23.5, "a processor", "postgres 15", ".NET 10", "2026-11-23");

    [Fact]
    public void What_was_measured_is_written_and_the_rest_of_the_page_stays()
    {
        var page = Write(Empty, Result("reach", 4), Result("dispatch", 7));
        Assert.StartsWith("# Performance\n\nwords\n\n", page, StringComparison.Ordinal);
        Assert.EndsWith($"\n{PerformancePage.End}\n", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("### dispatch", StringComparison.Ordinal) < page.IndexOf("### reach", StringComparison.Ordinal));
        Assert.Contains("| some work | 7.0 ms |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Measured_again_a_benchmark_replaces_its_own_section_only()
    {
        var page = Write(Write(Write(Empty, Result("dispatch", 7), Result("reach", 4)), Result("reach", 5)), Result("segment", 6));
        Assert.Equal((1, 1, 1), (Count(page, "| some work | 7.0 ms |"), Count(page, "| some work | 5.0 ms |"), Count(page, "| some work | 6.0 ms |")));
        Assert.Equal((0, 3), (Count(page, "4.0 ms"), Count(page, "\n### ")));
        Assert.Equal(page, Write(page, Result("reach", 5)));
    }

    [Fact]
    public void A_page_without_marks_is_refused() =>
        Assert.Throws<RefusedException>(() => PerformancePage.Replace("# Page", Machine, "campaign bench", []));

    private static string Write(string page, params BenchResult[] results) => PerformancePage.Replace(page, Machine, "campaign bench", results);

    private static BenchResult Result(string name, double ours) =>
        new(name, null, [new Figure("some work", "ms", ours, null, null)], new Dictionary<string, double>(), null, ["a note"]);

    private static int Count(string page, string words) => page.Split(words).Length - 1;
}
