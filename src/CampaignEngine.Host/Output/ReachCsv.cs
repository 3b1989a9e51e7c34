using System.Globalization;
using System.Text;
using CampaignEngine.Reach;

namespace CampaignEngine.Host.Output;

/// <summary>A reach report as CSV, with the mark Excel needs to read UTF-8. Row "*" is the total.</summary>
internal static class ReachCsv
{
    public static void Write(ReachReport report, string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        file.WriteLine("goal,year,by,key,label,reached,assumed,students,pensioners,other_age,unknown,renewal_only,base,coverage_percent,goal_percent");
        foreach (var goal in report.Goals)
        {
            Row(file, report, goal, new ReachRow("*", "", goal.Total, goal.Base?.Count, goal.Coverage));
            foreach (var row in goal.Rows) Row(file, report, goal, row);
        }
    }

    private static void Row(StreamWriter file, ReachReport report, GoalReach goal, ReachRow row) =>
        file.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{goal.Goal},{report.Year},{report.By},{Quote(row.Key)},{Quote(row.Label)},{row.Count.Reached},{row.Count.Assumed},{row.Count.Students},{row.Count.Pensioners},{row.Count.OtherAge},{row.Count.Unknown},{row.Count.RenewalOnly},{row.Base},{row.Coverage},{goal.Target?.TargetPercent}"));

    private static string Quote(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
