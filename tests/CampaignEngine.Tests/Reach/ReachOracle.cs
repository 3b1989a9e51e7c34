using CampaignEngine.Calendar;
using CampaignEngine.Reach;

namespace CampaignEngine.Tests.Reach;

/// <summary>Reach told a second time, in plain code over all contacts. All of theirs are men in 2025 or 2026, in segment V1, by SMS.</summary>
internal static class ReachOracle
{
    public sealed record Contact(
        string Name, string Province, string Language, string Sender, string Occupation, string Status, int? Born, string Class, DateTime At);

    public static ReachCount Total(IEnumerable<Contact> contacts, int year) => Count(Of(contacts, year), year);

    public static Dictionary<string, ReachCount> Rows(IEnumerable<Contact> contacts, int year, ReachDimension by) => Of(contacts, year)
        .GroupBy(c => by switch { ReachDimension.Province => c.Province, ReachDimension.Group => "V1", ReachDimension.Language => c.Language, _ => "sms" })
        .ToDictionary(row => row.Key, row => Count(row, year));

    private static IEnumerable<Contact> Of(IEnumerable<Contact> contacts, int year) => contacts.Where(c => VietnamTime.DayOf(c.At).Year == year);

    private static ReachCount Count(IEnumerable<Contact> contacts, int year)
    {
        var figures = contacts.GroupBy(c => c.Name).Select(person => person
            .OrderBy(c => c.Class == "ServiceNotice").ThenBy(c => c.Sender != "handset").ThenBy(c => c.At).First()).Select(best => Figure(best, year)).ToList();
        int Of(string figure) => figures.Count(f => f == figure);
        return new(Of("reached"), Of("assumed"), Of("student"), Of("pensioner"), Of("age"), Of("unknown"), Of("renewal"));
    }

    private static string Figure(Contact c, int year) =>
        c.Class == "ServiceNotice" ? "renewal"
        : c.Status == "pensioner" ? "pensioner"
        : c.Occupation == "student" ? "student"
        : c.Born is not { } born ? "unknown"
        : year - born is < 15 or > 61 ? "age" // 61 years and some months in 2025, 61.5 in 2026
        : c.Sender == "handset" ? "reached" : "assumed";
}
