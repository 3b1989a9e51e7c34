using CampaignEngine.Files;

namespace CampaignEngine.Intake;

/// <summary>
/// Sorts what people write by its words, accents, case and punctuation forgiven. A guess that a person corrects: nothing but the owner and the
/// deadline follows from it. Refusals are not found here: they count as the whole message only (<see cref="RefusalWords"/>).
/// </summary>
public static class CaseWords
{
    /// <summary>
    /// The first that has a phrase in the text. What has a clock by law stands first; what a person says of themselves before the question that goes
    /// with it ("đã đóng rồi sao còn nhắc?").
    /// </summary>
    private static readonly (string Class, string[] Phrases)[] Table =
    [
        (CaseClass.Denunciation, ["tố cáo", "hối lộ", "tham nhũng", "ăn chặn", "trục lợi", "chiếm đoạt"]),
        (CaseClass.Complaint, ["khiếu nại", "phản ánh", "không hài lòng", "bức xúc", "thái độ", "chậm trả", "chưa giải quyết"]),
        (CaseClass.PersonalData, ["dữ liệu cá nhân", "thông tin cá nhân", "xóa số", "xóa thông tin", "xóa dữ liệu", "sao có số", "lấy số", "ai cho số"]),
        (CaseClass.FalseInformation, ["tin giả", "lừa đảo", "mạo danh", "giả mạo", "sai sự thật", "tin đồn"]),
        (CaseClass.Deceased, ["đã mất", "mất rồi", "qua đời", "đã chết", "chết rồi", "từ trần"]),
        (CaseClass.WrongNumber, ["nhầm số", "nhầm người", "nhầm máy", "sai số", "sai người", "không phải tôi", "không phải số", "không quen"]),
        (CaseClass.AlreadyPaid, ["đã đóng", "đóng rồi", "mới đóng", "đã nộp", "nộp rồi", "mới nộp", "đóng đủ"]),
        (CaseClass.Question, ["hỏi", "bao nhiêu", "thế nào", "ở đâu", "làm sao", "khi nào", "bao giờ", "được không", "là gì", "cho biết", "hướng dẫn", "có phải", "cần gì"]),
    ];

    private static readonly (string Class, string[] Phrases)[] Keys = [.. Table.Select(row => (row.Class, row.Phrases.Select(p => $" {TextKey.Of(p)} ").ToArray()))];

    public static string ClassOf(string words)
    {
        var key = $" {TextKey.Of(words)} ";
        foreach (var (name, phrases) in Keys)
            if (phrases.Any(p => key.Contains(p, StringComparison.Ordinal))) return name;
        return words.Contains('?') ? CaseClass.Question : CaseClass.Other;
    }
}
