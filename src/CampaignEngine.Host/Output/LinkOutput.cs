using System.Globalization;
using CampaignEngine.Files;
using CampaignEngine.Links;
using Spectre.Console;

namespace CampaignEngine.Host.Output;

/// <summary>Clicks and pages for a terminal and as CSV.</summary>
internal static class LinkOutput
{
    private static readonly CultureInfo Vietnam = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly string[] Columns = ["link", "code", "campaign", "medium", "source", "content", "day", "visits", "previews"];

    public static void Print(LinkClickReport report)
    {
        Console.WriteLine($"{report.From:dd/MM/yyyy} – {report.To:dd/MM/yyyy}: {Number(report.Rows.Sum(r => r.Visits))} lượt mở / visits; "
            + $"{Number(report.Rows.Sum(r => r.Previews))} của máy, không tính / by programs, apart");
        var table = new Table().Border(TableBorder.Minimal).AddColumns(Columns);
        foreach (var column in table.Columns.TakeLast(2)) column.RightAligned();
        // A code is to be copied whole.
        foreach (var column in table.Columns.Where((_, at) => Columns[at] is "code" or "day" or "visits" or "previews")) column.NoWrap();
        foreach (var row in report.Rows) table.AddRow([.. Cells(row, Number).Select(Markup.Escape)]);
        if (report.Rows.Count > 0) AnsiConsole.Write(table);
        foreach (var link in report.Measured)
            Console.WriteLine($"{link.LinkId}: {Number(link.Followed)} / {Number(link.People)} người đã đồng ý được đo / people who consented to being measured");
    }

    public static void Write(LinkClickReport report, string path)
    {
        using var table = new TableWriter(path);
        table.Write(Columns);
        foreach (var row in report.Rows) table.Write(Cells(row, number => number.ToString(CultureInfo.InvariantCulture)));
    }

    public static void Print(IReadOnlyList<SitePair> pairs)
    {
        foreach (var pair in pairs)
            Console.WriteLine(pair.Portal is null
                ? $"✗\t{pair.Page.SiteId} {pair.Page.Name}\tchưa có cổng thông tin / there is no portal"
                : $"{(pair.BothWays ? "✓" : "✗")}\t{pair.Page.SiteId} {pair.Page.Name}\t{pair.Portal.SiteId} {pair.Portal.Name}\t→ {Words(pair.PageToPortal!)}\t← {Words(pair.PortalToPage!)}");
        Console.WriteLine($"{pairs.Count(p => p.BothWays)}/{pairs.Count} hai chiều / both ways");
    }

    private static string Words(SiteLink link) => $"{link.SeenOn:yyyy-MM-dd} " + link.State switch
    {
        SiteLinkState.Linked => "có / there",
        SiteLinkState.Missing => "không có / missing",
        SiteLinkState.Old => "có, xem lại / there, look again",
        _ => "chưa xem / never looked at",
    };

    private static IEnumerable<string> Cells(LinkDay row, Func<long, string> number) =>
        [$"{row.LinkId}", row.Code, row.Campaign, row.Medium, row.Source, row.Content ?? "", $"{row.Day:yyyy-MM-dd}", number(row.Visits), number(row.Previews)];

    private static string Number(long number) => number.ToString("N0", Vietnam);
}
