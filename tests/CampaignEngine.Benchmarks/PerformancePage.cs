using System.Globalization;
using System.Text;

namespace CampaignEngine.Benchmarks;

/// <summary>
/// The part of docs/performance.md that the command writes, a section for each benchmark; what stands outside the marks is people's. The
/// whole catalogue takes hours, so what was not measured this time stays as it was, with its own date and machine.
/// </summary>
internal static class PerformancePage
{
    public const string Begin = "<!-- begin: written by campaign bench -->";
    public const string End = "<!-- end -->";
    private const string Heading = "### ";

    /// <summary>The page with the sections of these benchmarks replaced or added, in the order of the catalogue.</summary>
    public static string Replace(string page, Machine machine, string command, IReadOnlyList<BenchResult> results)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new RefusedException("page-without-marks", "docs/performance.md", "Trang thiếu hai dòng đánh dấu nơi ghi bảng.", "The page lacks the two marks between which the table is written.");
        begin += Begin.Length;
        var sections = Sections(page[begin..end]);
        foreach (var result in results) sections[result.Name] = Section(machine, command, result);
        return page[..begin] + "\n\n" + string.Concat(Catalogue.All.Select(b => sections.GetValueOrDefault(b.Name))) + page[end..];
    }

    private static Dictionary<string, string> Sections(string written) =>
        written.Split("\n" + Heading).Skip(1).ToDictionary(s => s[..s.IndexOf('\n', StringComparison.Ordinal)], s => Heading + s.TrimEnd() + "\n\n");

    private static string Section(Machine machine, string command, BenchResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Heading}{result.Name}\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"{machine.Date}, `{command}`: {machine.Cores} cores ({machine.Processor}), {machine.MemoryGiB} GiB, {machine.Postgres}, {machine.DotNet}.\n\n");
        Row(text, BenchReport.Columns);
        Row(text, BenchReport.Columns.Select(_ => "---"));
        foreach (var row in BenchReport.Rows(result)) Row(text, row);
        text.Append('\n');
        foreach (var note in result.Notes) text.Append("- ").Append(note).Append('\n');
        if (result.Notes.Count > 0) text.Append('\n');
        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Skip(1)).Append(" |\n");
}
