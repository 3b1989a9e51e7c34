using System.Globalization;
using CampaignEngine.Approvals;
using CampaignEngine.Audiences;
using CampaignEngine.Calendar;
using CampaignEngine.Campaigns;
using CampaignEngine.Consent;
using CampaignEngine.Dispatch;

namespace CampaignEngine.Host.Output;

/// <summary>Campaigns as text for people, or as one JSON object.</summary>
internal static class CampaignOutput
{
    public static void Created(Campaign campaign, bool json)
    {
        var planHash = Convert.ToHexStringLower(campaign.PlanHash);
        if (json)
        {
            JsonOutput.Print(new { campaign.CampaignId, campaign.Title, planHash });
            return;
        }
        Console.WriteLine($"Đã tạo chiến dịch {campaign.CampaignId}: {campaign.Title}");
        Console.WriteLine($"Created campaign {campaign.CampaignId}, plan {planHash[..12]}");
        Console.WriteLine($"Tiếp theo, một người khác duyệt / next, somebody else approves: campaign approve {campaign.CampaignId}");
    }

    public static void Approved(Approval approval, AudienceCount audience, bool json)
    {
        if (json)
        {
            JsonOutput.Print(new
            {
                approval.CampaignId,
                approval.ExpectedCount,
                approval.TolerancePercent,
                approval.UserId,
                audience.Matched,
                audience.Targeted,
                audience.BySegment,
                audience.Excluded,
            });
            return;
        }
        Console.WriteLine($"Đã duyệt chiến dịch {approval.CampaignId} cho {Count(approval.ExpectedCount)} người (± {approval.TolerancePercent} %).");
        Console.WriteLine($"Approved campaign {approval.CampaignId} for {Count(approval.ExpectedCount)} people (± {approval.TolerancePercent} %).");
        Console.WriteLine($"  {"khớp / matched",-22}{Count(audience.Matched),12}");
        foreach (var (segment, people) in audience.BySegment) Console.WriteLine($"  {segment,-22}{Count(people),12}");
        Excluded(audience.Excluded);
        Console.WriteLine($"Tiếp theo / next: campaign launch {approval.CampaignId}");
    }

    public static void Launched(Launch launch, bool hasWorker, bool json)
    {
        if (json)
        {
            JsonOutput.Print(new { launch.RunId, launch.AlreadyLaunched, hasWorker });
            return;
        }
        Console.WriteLine(launch.AlreadyLaunched
            ? $"Chiến dịch đã được phát trước đó, lần chạy {launch.RunId}; không có gì thay đổi. / Already launched as run {launch.RunId}; nothing was changed."
            : $"Đã phát, lần chạy {launch.RunId}. / Launched as run {launch.RunId}.");
        if (!hasWorker) NoWorker();
    }

    public static void Retried(int campaignId, int runId, int retried, bool json)
    {
        if (json) JsonOutput.Print(new { campaignId, runId, retried });
        else Console.WriteLine($"{Count(retried)} tin được gửi lại. / {Count(retried)} messages will be sent again.");
    }

    public static bool GoesOn(CampaignStanding standing) =>
        standing.Run?.State is RunState.Freezing or RunState.Rendering or RunState.Running or RunState.Paused;

    public static void Standing(CampaignStanding standing, bool hasWorker, bool json)
    {
        if (json)
        {
            JsonOutput.Print(new { standing.CampaignId, standing.Title, standing.Class, standing.Approval, standing.Run, standing.Excluded, standing.NotUnderstood, hasWorker });
            return;
        }
        Console.WriteLine($"{standing.CampaignId}  {standing.Title} ({standing.Class})");
        if (standing.Run is not { } run)
        {
            Console.WriteLine(standing.Approval is null ? "Chưa duyệt. / Not approved." : "Đã duyệt, chưa phát. / Approved, not launched.");
            return;
        }
        Console.WriteLine($"Lần chạy / run {run.RunId}: {run.State}{(run.Reason is null ? "" : $" ({run.Reason})")}");
        if (PauseReason.Words(run.Reason) is var (vi, en)) Console.WriteLine($"  {vi} / {en}");
        if (run.Budget is { } budget) Console.WriteLine($"  {"ngân sách / budget",-22}{Count(budget.ReservedDong),12} / {Count(budget.BudgetDong)} đ");
        foreach (var waiting in run.PutOff)
            Console.WriteLine($"  {"hoãn / put off",-22}{Count(waiting.Count),12}  {waiting.Reason}, {VietnamTime.Of(waiting.Until):dd/MM/yyyy HH:mm}");
        if (run.ArchivedAt is { } at) Console.WriteLine($"Tin nhắn đã được lưu trữ ngày {at:yyyy-MM-dd}; đây là số liệu lúc đó. / Its messages were archived on {at:yyyy-MM-dd}; these are the figures of then.");
        Excluded(standing.Excluded);
        var m = run.Members;
        Console.WriteLine($"  targeted {Count(m.Targeted)} = delivered {Count(m.Delivered)} + undelivered {Count(m.Undelivered)} + failed {Count(m.Failed)} "
            + $"+ skipped {Count(m.Skipped)} + expired {Count(m.Expired)} + cancelled {Count(m.Cancelled)} + in doubt {Count(m.InDoubt)} + open {Count(m.Open)}");
        foreach (var reason in run.Reasons) Console.WriteLine($"  {reason.Status,-12} {reason.Reason,-28}{Count(reason.Count),12}");
        foreach (var unknown in standing.NotUnderstood)
            Console.WriteLine($"  ! {unknown.Provider}: {Count(unknown.Count)} {unknown.Outcome}: không hiểu, đang giữ lại; xem: campaign inbox unknown / not understood and kept; see: campaign inbox unknown");
        if (!hasWorker && GoesOn(standing)) NoWorker();
    }

    private static void Excluded(IReadOnlyDictionary<string, long> excluded)
    {
        foreach (var (code, people) in excluded)
            Console.WriteLine($"  − {code,-20}{Count(people),12}  {GateReasons.Find(code).Vi} / {GateReasons.Find(code).En}");
    }

    private static void NoWorker() => Console.Error.WriteLine(
        "Không có tiến trình nào đang gửi tin; hãy chạy: campaign serve / No worker is running; start one: campaign serve");

    private static string Count(long people) => people.ToString("#,0", CultureInfo.InvariantCulture);
}
