using CampaignEngine.Intake;

namespace CampaignEngine.Tests.Intake;

public sealed class CaseWordsTests
{
    [Theory]
    [InlineData("Tôi đóng rồi mà", CaseClass.AlreadyPaid)]
    [InlineData("toi da dong hom qua roi sao con nhac?", CaseClass.AlreadyPaid)]
    [InlineData("Mức đóng bao nhiêu một tháng", CaseClass.Question)]
    [InlineData("Cho hoi dang ky o dau", CaseClass.Question)]
    [InlineData("Alo?", CaseClass.Question)]
    [InlineData("Nhầm số rồi nhé", CaseClass.WrongNumber)]
    [InlineData("khong phai toi, nham nguoi", CaseClass.WrongNumber)]
    [InlineData("Bố tôi đã mất năm ngoái", CaseClass.Deceased)]
    [InlineData("Tin này có phải lừa đảo không?", CaseClass.FalseInformation)]
    [InlineData("Tôi tố cáo đại lý thu ăn chặn tiền", CaseClass.Denunciation)]
    [InlineData("khiếu nại vì chậm trả sổ, đã đóng đủ", CaseClass.Complaint)]
    [InlineData("Sao có số của tôi? xóa số đi", CaseClass.PersonalData)]
    [InlineData("Cảm ơn", CaseClass.Other)]
    [InlineData("", CaseClass.Other)]
    public void Words_tell_what_they_are_about(string words, string expected) => Assert.Equal(expected, CaseWords.ClassOf(words));
}
