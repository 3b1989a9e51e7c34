using System.Globalization;

namespace CampaignEngine.Dispatch;

/// <summary>Why a run was paused by itself: a stable code, for the brake with its figures, and the words for people.</summary>
public static class PauseReason
{
    public const string BudgetExhausted = "budget-exhausted";
    public const string NoPrice = "no-price";
    private const string BrakeCode = "brake";

    /// <param name="code">The commonest of the failures.</param>
    public static string Brake(long failed, long outcomes, string code) => string.Create(CultureInfo.InvariantCulture, $"{BrakeCode}:{failed}/{outcomes}:{code}");

    /// <summary>Null for a reason that is none of these.</summary>
    public static (string Vi, string En)? Words(string? reason) => reason?.Split(':', 3) switch
    {
        [BudgetExhausted] => ("Ngân sách của chiến dịch không còn đủ cho tin tiếp theo.", "The campaign's budget does not cover the next message."),
        [NoPrice] => ("Chiến dịch có ngân sách nhưng nhà cung cấp chưa có giá một phần tin (DongPerPart) trong cài đặt.",
            "The campaign has a budget, but its provider has no price of a part (DongPerPart) in the settings."),
        [BrakeCode, var share, var code] => (
            $"Phanh an toàn: {share.Replace("/", " trong ", StringComparison.Ordinal)} kết quả gần nhất là thất bại, nhiều nhất là mã {code}. Hãy xem nguyên nhân trước khi chạy tiếp (campaign resume).",
            $"Safety brake: {share.Replace("/", " of the last ", StringComparison.Ordinal)} outcomes failed, most often with code {code}. Look into the cause before going on (campaign resume)."),
        _ => null,
    };
}
