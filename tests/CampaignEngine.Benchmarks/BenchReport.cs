using System.Globalization;
using Spectre.Console;

namespace CampaignEngine.Benchmarks;

/// <summary>The figures as a table for the screen and for the page, and as JSON.</summary>
internal static class BenchReport
{
    public static readonly IReadOnlyList<string> Columns = ["name", "work", "ours", "baseline", "ratio", "target", "reached", "peak memory, MiB", "CPU-s per million, baseline → engine"];

    public static void Print(IReadOnlyList<BenchResult> results, IAnsiConsole console)
    {
        // Not folded where the output goes to a file.
        console.Profile.Width = Math.Max(console.Profile.Width, 200);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in Columns) table.AddColumn(new TableColumn(column.EscapeMarkup()));
        foreach (var row in results.SelectMany(Rows)) table.AddRow([.. row.Select(cell => cell.EscapeMarkup())]);
        console.Write(table);
        foreach (var result in results)
            foreach (var note in result.Notes) console.MarkupLineInterpolated($"{result.Name}: {note}");
    }

    public static IEnumerable<IReadOnlyList<string>> Rows(BenchResult result)
    {
        if (result.NotRun is { } reason) return [[result.Name, $"not run: {reason}", "", "", "", "", "", "", ""]];
        var peaks = string.Join(", ", result.PeakMiB.Select(p => Invariant($"{p.Key} {p.Value:n0}")));
        var cpu = result.CpuPerMillion is { } c ? Invariant($"{c.Baseline:n0} → {c.Engine:n0}") : "";
        return result.Figures.Select((figure, at) => (IReadOnlyList<string>)
        [
            result.Name, figure.Work, Amount(figure.Ours, figure.Unit), figure.Baseline is { } baseline ? Amount(baseline, figure.Unit) : "",
            figure.Ratio is { } ratio ? Ratio(ratio) : "", Target(figure), figure.Reached switch { true => "yes", false => "**no**", null => "" },
            at == 0 ? peaks : "", at == 0 ? cpu : "",
        ]);
    }

    public static object Json(Machine machine, string command, IReadOnlyList<BenchResult> results) => new { machine, command, results };

    private static string Amount(double value, string unit) => value >= 100 ? Invariant($"{value:n0} {unit}") : Invariant($"{value:n1} {unit}");

    private static string Target(Figure figure) =>
        figure.Target is not { } target ? "" : (figure.AtMost ? "≤ " : "≥ ") + (figure.Baseline is null ? Amount(target, figure.Unit) : Ratio(target));

    private static string Ratio(double ratio) => ratio < 1.5 ? Invariant($"{ratio * 100:n0} %") : Invariant($"{ratio:n1} ×");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
