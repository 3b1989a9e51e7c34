using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CampaignEngine.Segments;

namespace CampaignEngine.Host.Commands;

/// <summary>Segments and previews as text for people, or as one JSON object.</summary>
internal static class SegmentOutput
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Camel) { WriteIndented = true };

    public static void List(IReadOnlyList<SegmentSource> segments, bool json)
    {
        if (json) Print(new { segments = segments.Select(s => new { s.Name, s.Version, builtIn = s.Version == 0, s.TitleVi, s.TitleEn, s.Section }) });
        else
            foreach (var segment in segments)
                Console.WriteLine($"{segment.Name,-14} {(segment.Version == 0 ? "" : $"v{segment.Version}"),-4} {segment.TitleVi} / {segment.TitleEn}");
    }

    public static void Show(SegmentDefinition segment, bool json)
    {
        var (vi, en) = (SegmentWords.Vietnamese(segment.Rule), SegmentWords.English(segment.Rule));
        if (json)
        {
            Print(new { segment.Name, segment.Version, segment.TitleVi, segment.TitleEn, segment.Section, rule = SegmentJson.Write(segment.Rule), wordsVi = vi, wordsEn = en });
            return;
        }
        Console.WriteLine($"{segment.Name}{(segment.Version == 0 ? "" : $" v{segment.Version}")}  {segment.TitleVi} / {segment.TitleEn}");
        if (segment.Section is { } section) Console.WriteLine(section);
        Console.WriteLine($"\n{vi}\n{en}\n\n{SegmentJson.Write(segment.Rule).ToJsonString(Indented)}");
    }

    public static void Preview(string name, SegmentRule rule, SegmentPreviewReport report, bool json)
    {
        var (vi, en) = (SegmentWords.Vietnamese(rule), SegmentWords.English(rule));
        if (json)
        {
            Print(new { segment = name, wordsVi = vi, wordsEn = en, report.Matched, report.Contactable, report.Provinces, report.Languages, report.Exclusions });
            return;
        }
        Console.WriteLine($"{vi}\n{en}\n");
        Console.WriteLine($"Khớp điều kiện / matched      {Count(report.Matched)}");
        Console.WriteLine($"Liên lạc được / contactable   {Count(report.Contactable)}{Share(report.Contactable, report.Matched)}");
        foreach (var exclusion in report.Exclusions)
            Console.WriteLine($"  {Count(exclusion.People)}  {exclusion.Reason}: {exclusion.Vi} / {exclusion.En}");
        Rows("\nTỉnh, thành phố / province: khớp, liên lạc được / matched, contactable", report.Provinces);
        Rows("\nNgôn ngữ khai báo / declared language", report.Languages);
    }

    private static void Rows(string title, IReadOnlyList<PreviewRow> rows)
    {
        Console.WriteLine(title);
        foreach (var row in rows) Console.WriteLine($"  {Count(row.Matched)}  {Count(row.Contactable)}  {row.Name}{(row.Code is null ? "" : $" ({row.Code})")}");
    }

    private static string Count(long people) => people.ToString("#,0", CultureInfo.InvariantCulture).PadLeft(11);

    private static string Share(long part, long whole) =>
        whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  ({100.0 * part / whole:0.0} %)");

    private static void Print(object value) => Console.WriteLine(JsonSerializer.Serialize(value, Camel));
}
