using System.Globalization;
using CampaignEngine.Files;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Output;

/// <summary>A reach report as CSV. Row "*" is the total.</summary>
internal static class ReachCsv
{
    private static readonly string[] Columns =
    [
        "goal", "year", "by", "key", "label", "reached", "assumed", "students", "pensioners", "other_age", "unknown", "renewal_only",
        "base", "coverage_percent", "goal_percent",
    ];

    public static void Write(ReachReport report, string path)
    {
        using var table = new TableWriter(path);
        table.Write(Columns);
        foreach (var goal in report.Goals)
            foreach (var row in goal.Rows.Prepend(new ReachRow("*", "", goal.Total, goal.Base?.Count, goal.Coverage)))
                table.Write(Cells(report, goal, row));
    }

    private static IEnumerable<string> Cells(ReachReport report, GoalReach goal, ReachRow row)
    {
        var n = row.Count;
        object?[] cells =
        [
            goal.Goal, report.Year, report.By, row.Key, row.Label, n.Reached, n.Assumed, n.Students, n.Pensioners, n.OtherAge, n.Unknown, n.RenewalOnly,
            row.Base, row.Coverage, goal.Target?.TargetPercent,
        ];
        return cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "");
    }
}
