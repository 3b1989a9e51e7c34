using System.Text;

namespace CampaignEngine.Benchmarks;

/// <summary>The part of docs/performance.md that the command writes; what stands outside the marks is people's.</summary>
internal static class PerformancePage
{
    public const string Begin = "<!-- begin: written by campaign bench -->";
    public const string End = "<!-- end -->";

    /// <summary>The page with the part between the marks replaced.</summary>
    public static string Replace(string page, Machine machine, string command, IReadOnlyList<BenchResult> results)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new RefusedException("page-without-marks", "docs/performance.md", "Trang thiếu hai dòng đánh dấu nơi ghi bảng.", "The page lacks the two marks between which the table is written.");
        return page[..begin] + Begin + "\n" + Text(machine, command, results) + page[end..];
    }

    private static string Text(Machine machine, string command, IReadOnlyList<BenchResult> results)
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"{machine.Date}, `{command}`: {machine.Cores} cores ({machine.Processor}), {machine.MemoryGiB} GiB, {machine.Postgres}, {machine.DotNet}.\n\n");
        Row(text, BenchReport.Columns);
        Row(text, [.. BenchReport.Columns.Select(_ => "---")]);
        foreach (var row in results.SelectMany(BenchReport.Rows)) Row(text, row);
        text.Append('\n');
        foreach (var result in results)
            foreach (var note in result.Notes) text.Append("- ").Append(result.Name).Append(": ").Append(note).Append('\n');
        return text.ToString();
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
