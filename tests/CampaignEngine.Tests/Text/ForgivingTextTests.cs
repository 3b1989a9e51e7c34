using CampaignEngine.Text;

namespace CampaignEngine.Tests.Text;

public sealed class ForgivingTextTests
{
    [Theory]
    [InlineData("Tổng đài: 1900 9068", "tongdai:19009068")]
    [InlineData("TONG  DAI:\u200B 1900\u00A09068\n", "tongdai:19009068")]
    [InlineData("“Đóng” – 20%", "\"dong\"-20%")]
    [InlineData("To\u0302\u0309ng", "tong")]
    public void Accents_case_spaces_and_kinds_of_signs_are_forgiven(string text, string plain) => Assert.Equal(plain, ForgivingText.Of(text));

    [Theory]
    [InlineData("bhxh.gov.vn", "bhxhgov.vn")]
    [InlineData("bhxh.gov.vn", "bhxh-gov.vn")]
    [InlineData("1900 9068", "1900 9086")]
    [InlineData("គ្រួសារ", "គរសារ")]
    public void Dots_digits_and_other_scripts_marks_count(string one, string other) => Assert.NotEqual(ForgivingText.Of(one), ForgivingText.Of(other));
}
