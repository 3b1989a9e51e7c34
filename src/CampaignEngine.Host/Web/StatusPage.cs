using System.Globalization;
using System.Net;
using System.Text;
using CampaignEngine.Calendar;
using CampaignEngine.Dispatch;
using CampaignEngine.Inbox;

namespace CampaignEngine.Host.Web;

/// <summary>The first screen: every run with its numbers. Server-rendered, no script; the browser asks again every two seconds.</summary>
internal static class StatusPage
{
    private static readonly CultureInfo Vietnam = CultureInfo.GetCultureInfo("vi-VN");

    public static void MapStatusPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", async (HttpContext http, RunList runs, UnknownBodies unknown, TimeProvider clock, CancellationToken cancel) =>
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(Render(await runs.ExecuteAsync(cancel), await unknown.CountAsync(cancel), clock.GetUtcNow()), "text/html; charset=utf-8");
    });

    private static string Render(IReadOnlyList<RunStanding> runs, IReadOnlyList<UnknownCount> unknown, DateTimeOffset now)
    {
        var rows = new StringBuilder();
        foreach (var run in runs)
        {
            var n = run.Members;
            rows.Append(CultureInfo.InvariantCulture, $"<tr><th scope=row>{run.RunId}</th><td>{WebUtility.HtmlEncode(run.State)}</td>");
            foreach (var number in (long[])[n.Targeted, n.Delivered, n.Undelivered, n.Failed, n.Skipped, n.Expired, n.Cancelled, n.InDoubt, n.Open])
                rows.Append("<td>").Append(number.ToString("N0", Vietnam)).Append("</td>");
            rows.Append("</tr>");
        }
        if (runs.Count == 0) rows.Append("<tr><td colspan=11>Chưa có lần chạy nào: hãy tạo, duyệt và phát một chiến dịch. / No run yet: create, approve and launch a campaign.</td></tr>");
        var alarms = new StringBuilder();
        foreach (var alarm in unknown)
            alarms.Append(CultureInfo.InvariantCulture, $"<p role=alert><strong>{WebUtility.HtmlEncode(alarm.Provider)}: {alarm.Count} {alarm.Outcome}</strong> – không hiểu, đang giữ lại; xem / not understood and kept; see: <code>campaign inbox unknown</code></p>");
        return $$"""
            <!doctype html><html lang=vi><meta charset=utf-8><meta name=viewport content="width=device-width"><meta http-equiv=refresh content=2>
            <title>CampaignEngine</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;margin:1.5rem;max-width:70rem;color-scheme:light dark}div{overflow-x:auto}
            table{border-collapse:collapse}th,td{padding:.3rem .8rem;text-align:right;border-bottom:1px solid #8886}</style>
            <h1>Các lần chạy <small lang=en>Runs</small></h1>
            <p>Giờ nghiệp vụ <span lang=en>Business time</span>: {{VietnamTime.Of(now).ToString("HH:mm:ss dd/MM/yyyy", CultureInfo.InvariantCulture)}}</p>
            {{alarms}}<div><table><thead><tr><th scope=col>#<th scope=col>Trạng thái<br>State<th scope=col>Mục tiêu<br>Targeted<th scope=col>Đã nhận<br>Delivered<th scope=col>Không tới<br>Undelivered
            <th scope=col>Lỗi<br>Failed<th scope=col>Bỏ qua<br>Skipped<th scope=col>Hết hạn<br>Expired<th scope=col>Đã hủy<br>Cancelled<th scope=col>Chưa rõ<br>In doubt<th scope=col>Đang mở<br>Open</tr></thead>
            <tbody>{{rows}}</tbody></table></div></html>
            """;
    }
}
