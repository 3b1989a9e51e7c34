namespace CampaignEngine.Approvals;

/// <summary>Why a campaign is not approved.</summary>
internal static class ApprovalFault
{
    public static Problem OwnCampaign(int id) => new("own-campaign", $"campaign {id}",
        "Người tạo chiến dịch không được tự duyệt; cần người thứ hai.", "Nobody approves their own campaign: a second person is needed.");

    public static Problem NobodyToReach(int id, long matched) => new("nobody-to-reach", $"campaign {id}",
        $"Chiến dịch không tới được ai: {matched} người khớp, tất cả bị loại.", $"The campaign reaches nobody: {matched} people match and all are excluded.");

    public static Problem TooMany(int id, long targeted, int most) => new("too-many", $"campaign {id}",
        $"Chiến dịch nhắm tới {targeted} người, quá giới hạn {most} (limits.maxMessages).", $"The campaign targets {targeted} people, more than its limit of {most} (limits.maxMessages).");

    public static Problem Over(int id) => new("too-late", $"campaign {id}",
        "Hạn gửi của chiến dịch đã qua.", "The campaign's last moment to send has passed.");
}
