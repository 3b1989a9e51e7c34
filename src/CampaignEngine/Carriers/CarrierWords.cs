using CampaignEngine.Files;

namespace CampaignEngine.Carriers;

/// <summary>The words of carriers' files, in the spellings that are taken; docs/carriers.md lists them.</summary>
internal static class CarrierWords
{
    private static readonly Dictionary<string, string> Classes = Keyed(
        ("care", ["care", "cskh", "chăm sóc khách hàng"]),
        ("advertising", ["advertising", "qc", "quảng cáo"]));

    private static readonly Dictionary<string, string> Statuses = Keyed(
        ("sent", ["sent", "đã gửi"]),
        ("delivered", ["delivered", "thành công", "đã nhận"]),
        ("undelivered", ["undelivered", "không đến máy", "không nhận được"]),
        ("failed", ["failed", "thất bại", "lỗi"]),
        ("expired", ["expired", "hết hạn"]),
        ("refused", ["refused", "từ chối", "từ chối nhận tin"]));

    /// <summary>care or advertising; null where the word is neither.</summary>
    public static string? Class(string word) => Classes.GetValueOrDefault(TextKey.Of(word));

    /// <summary>As stored; null where the word is not known.</summary>
    public static string? Status(string word) => Statuses.GetValueOrDefault(TextKey.Of(word));

    private static Dictionary<string, string> Keyed(params (string Stored, string[] Spellings)[] words) =>
        words.SelectMany(w => w.Spellings.Select(s => (Key: TextKey.Of(s), w.Stored))).ToDictionary(w => w.Key, w => w.Stored);
}
