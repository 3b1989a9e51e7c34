using System.Globalization;
using CampaignEngine.Reach;
using Spectre.Console;

namespace CampaignEngine.Host.Output;

/// <summary>A reach report for a terminal: Vietnamese figures, and in words where there is no goal or no denominator.</summary>
internal static class ReachTable
{
    private static readonly CultureInfo Vietnam = CultureInfo.GetCultureInfo("vi-VN");

    public static void Print(ReachReport report)
    {
        foreach (var goal in report.Goals)
        {
            Console.WriteLine($"{goal.Goal} {report.Year}");
            Console.WriteLine("  mục tiêu / goal        " + (goal.Target is { } target
                ? $"{target.TargetPercent.ToString("0.##", Vietnam)} % ({target.Source}){Mark(target.Invented)}"
                : $"chưa có mục tiêu cho năm {report.Year} / no goal set for {report.Year}"));
            Console.WriteLine("  mẫu số / denominator   " + (goal.Base is { } of
                ? $"{Number(of.Count)} {of.Base} ({of.Source}){Mark(of.Invented)}"
                : "chưa có mẫu số / no denominator"));
            Console.WriteLine($"  đã tiếp cận / reached  {Number(goal.Total.Reached)}{(goal.Coverage is { } share ? $" = {Share(share)}" : "")}");
            Console.WriteLine($"  riêng / apart          assumed {Number(goal.Total.Assumed)}, students {Number(goal.Total.Students)}, pensioners {Number(goal.Total.Pensioners)}, "
                + $"other age {Number(goal.Total.OtherAge)}, unknown {Number(goal.Total.Unknown)}, renewal notices only {Number(goal.Total.RenewalOnly)}");
            if (goal.Rows.Count > 0) PrintRows(report.By, goal.Rows);
        }
    }

    private static void PrintRows(ReachDimension by, IReadOnlyList<ReachRow> rows)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns(by.ToString().ToLowerInvariant(), "reached", "assumed", "base", "coverage");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var row in rows)
            table.AddRow(Markup.Escape(row.Label.Length == 0 ? "không rõ / unknown" : row.Label), Number(row.Count.Reached), Number(row.Count.Assumed),
                row.Base is { } of ? Number(of) : "–", row.Coverage is { } share ? Share(share) : "–");
        AnsiConsole.Write(table);
    }

    /// <summary>More than the whole is shown as it is and flagged: it tells of a wrong base, and is never cut to 100.</summary>
    private static string Share(decimal percent) => $"{percent.ToString("0.###", Vietnam)} %{(percent > 100 ? " (!> 100 %)" : "")}";

    private static string Mark(bool invented) => invented ? " [số giả định / invented]" : "";

    private static string Number(long number) => number.ToString("N0", Vietnam);
}
