namespace CampaignEngine.Intake;

/// <summary>Why a case cannot be answered.</summary>
internal static class AnswerFaults
{
    public static RefusedException Closed(long caseId) => Refused("case-closed", caseId, "Vụ việc này đã khép lại.", "This case is closed.");

    public static RefusedException NoAnswers(long caseId, string provider) => Refused("no-answers", caseId,
        $"Không trả lời được qua {provider}; hãy liên hệ bằng cách khác rồi khép vụ việc.", $"Nobody can be answered through {provider}: reach the person otherwise, then close the case.");

    public static RefusedException Length(long caseId, int longest) => Refused("answer-length", caseId,
        $"Câu trả lời phải có từ 1 đến {longest} ký tự.", $"An answer has 1 to {longest} characters.");

    public static RefusedException TooLate(long caseId, TimeSpan within) => Refused("answer-too-late", caseId,
        $"Nhà cung cấp chỉ cho trả lời trong {within.TotalDays:0} ngày.", $"The provider takes answers within {within.TotalDays:0} days only.");

    public static RefusedException InDoubt(long caseId) => Refused("answer-in-doubt", caseId,
        "Đã có câu trả lời chưa rõ kết quả: hãy xem trên trang của nhà cung cấp; nếu chưa có ở đó, gửi lại với --again.",
        "An answer was given whose fate is not known: look at the provider's page; if it is not there, answer with --again.");

    public static RefusedException Erased(long caseId) => Refused("words-erased", caseId, "Nội dung đã được xóa.", "The words were erased.");

    private static RefusedException Refused(string code, long caseId, string vi, string en) => new(code, $"case {caseId}", vi, en);
}
