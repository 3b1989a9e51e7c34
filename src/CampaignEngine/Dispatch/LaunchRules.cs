using CampaignEngine.Approvals;
using CampaignEngine.Campaigns;
using CampaignEngine.Channels;

namespace CampaignEngine.Dispatch;

/// <summary>What must hold at the moment of the launch, however long ago the campaign was approved.</summary>
public sealed class LaunchRules(SenderFor senders, IEnumerable<IPublisher> publishers)
{
    internal void Check(Campaign campaign, Approval? approval, DateTimeOffset now)
    {
        var where = $"campaign {campaign.CampaignId}";
        var problems = new List<Problem>();
        if (approval is null) problems.Add(NotApproved(where));
        if (campaign.Pinned.Plan.Schedule.ExpiresAt(now) <= now) problems.Add(TooLate(where));
        foreach (var channel in campaign.Pinned.Plan.Channels.Select(c => c.Channel)) CheckSenders(campaign, channel, where, problems);
        problems.AddRange(campaign.Pinned.Plan.Publications.Where(p => p.Task is null).Select(p => p.Channel).Distinct().Where(c => publishers.All(p => p.Medium != c)).Select(c => NoSender(where, c)));
        if (problems.Count > 0) throw new RefusedException(problems);
    }

    /// <summary>One of them must be free to send; each that is may come to carry the campaign.</summary>
    private void CheckSenders(Campaign campaign, string channel, string where, List<Problem> problems)
    {
        var all = senders.Of(channel);
        var free = all.Where(sender => senders.Forbidden(sender) is null).ToList();
        if (all.Count == 0) problems.Add(NoSender(where, channel));
        else if (free.Count == 0) problems.Add(NoDossier(where, all[0].Provider));
        else if (campaign.Pinned.Plan.Limits.BudgetDong is not null)
            problems.AddRange(free.Where(sender => sender.Limits.DongPerPart is null).Select(sender => NoPrice(where, sender.Provider)));
    }

    private static Problem NotApproved(string where) => new("not-approved", where,
        "Chiến dịch chưa được duyệt, hoặc đã bị thay đổi sau khi duyệt. Người có vai trò approver chạy: campaign approve.",
        "The campaign is not approved, or was changed after its approval. Someone with the role approver runs: campaign approve.");

    private static Problem TooLate(string where) => new("too-late", where,
        "Hạn gửi của chiến dịch đã qua; hãy tạo chiến dịch mới.", "The campaign's last moment to send has passed: create a new campaign.");

    private static Problem NoSender(string where, string channel) => new("no-sender", where,
        $"Chưa cài đặt nhà cung cấp nào cho kênh {channel}.", $"No provider is set up for channel {channel}.");

    private static Problem NoPrice(string where, string provider) => new("no-price", where,
        $"Chiến dịch có ngân sách (budgetDong) nhưng chưa biết giá một phần tin của nhà cung cấp {provider}: hãy ghi DongPerPart vào cài đặt.",
        $"The campaign has a budget (budgetDong), but the price of a part at provider {provider} is not known: set DongPerPart in the settings.");

    // Law 91/2025/QH15: personal data of real people may not go abroad before the transfer is assessed and recorded.
    private static Problem NoDossier(string where, string provider) => new("no-transfer-dossier", where,
        $"Nhà cung cấp {provider} xử lý dữ liệu ở nước ngoài: phải ghi số hồ sơ chuyển dữ liệu cá nhân ra nước ngoài vào cài đặt trước khi gửi cho người thật.",
        $"Provider {provider} processes data abroad: record the number of the transfer dossier in the settings before anything is sent to real people.");
}
