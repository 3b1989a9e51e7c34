using CampaignEngine.Calendar;
using CampaignEngine.Consent;

namespace CampaignEngine.Campaigns;

/// <summary>What a well-formed plan may not ask for: law, house rules and time.</summary>
internal static class PlanRules
{
    public static IEnumerable<Problem> Check(CampaignPlan plan, DateTimeOffset now)
    {
        if (plan.Class == MessageClass.Promotion) yield return Promotion;

        var schedule = plan.Schedule;
        if (schedule.StartAt < now) yield return StartInPast;
        var starts = schedule.StartsAt(now);
        var expires = schedule.ExpiresAt(now);
        if (expires <= starts) yield return EndsBeforeStart;
        foreach (var problem in Publications(plan, now, expires)) yield return problem;
        if (expires > starts && (schedule.Window ?? SendingWindow.House).NextOpen(starts) >= expires) yield return NeverOpens;
    }

    private static IEnumerable<Problem> Publications(CampaignPlan plan, DateTimeOffset now, DateTimeOffset expires)
    {
        foreach (var (at, publication) in plan.Publications.Index())
            if (publication.PublishAt < now || publication.PublishAt >= expires) yield return PublishedOutside($"$.publications[{at}].publishAt");
    }

    private static Problem PublishedOutside(string where) => new("publish-outside", where,
        "Giờ đăng phải ở phía trước và trước hạn gửi của chiến dịch.", "The moment to publish must be to come, and before the campaign's last moment to send.");

    // Decree 91/2020/NĐ-CP: advertising needs a check against the do-not-call list and a registered brand name, never a phone number.
    private static readonly Problem Promotion = new("promotion-not-possible", "$.class",
        "Chưa thể gửi tin quảng cáo (Promotion): kênh duy nhất hiện có gửi từ số điện thoại nên không được dùng cho quảng cáo, và chưa có bản sao danh sách Không quảng cáo (Nghị định 91/2020/NĐ-CP). Nếu nội dung là chính sách xã hội, dùng PolicyInfo và ghi lý do.",
        "A Promotion cannot be sent yet: the only route sends from a phone number and may not carry advertising, and there is no do-not-call snapshot (Decree 91/2020/NĐ-CP). If the content is social policy, use PolicyInfo and give the reason.");

    private static readonly Problem StartInPast = new("start-in-past", "$.schedule.startAt",
        "Thời điểm bắt đầu đã qua. Ghi một thời điểm sắp tới hoặc \"now\".", "The start is in the past. Give a moment to come, or \"now\".");

    private static readonly Problem EndsBeforeStart = new("ends-before-start", "$.schedule.doNotSendAfter",
        "Hạn gửi phải sau thời điểm bắt đầu.", "The last moment to send must come after the start.");

    private static readonly Problem NeverOpens = new("window-never-opens", "$.schedule",
        "Từ lúc bắt đầu đến hạn gửi không có giờ nào được phép gửi (khung giờ, ba ngày đầu Tết).",
        "Between the start and the last moment to send there is no hour in which sending is allowed (daily hours, first three days of Tết).");
}
