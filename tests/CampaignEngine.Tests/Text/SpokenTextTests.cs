using CampaignEngine.Text;

namespace CampaignEngine.Tests.Text;

public sealed class SpokenTextTests
{
    [Theory]
    [InlineData(0, "không")]
    [InlineData(4, "bốn")]
    [InlineData(10, "mười")]
    [InlineData(11, "mười một")]
    [InlineData(14, "mười bốn")]
    [InlineData(15, "mười lăm")]
    [InlineData(20, "hai mươi")]
    [InlineData(21, "hai mươi mốt")]
    [InlineData(24, "hai mươi tư")]
    [InlineData(55, "năm mươi lăm")]
    [InlineData(100, "một trăm")]
    [InlineData(105, "một trăm linh năm")]
    [InlineData(110, "một trăm mười")]
    [InlineData(1010, "một nghìn không trăm mười")]
    [InlineData(2025, "hai nghìn không trăm hai mươi lăm")]
    [InlineData(300_000, "ba trăm nghìn")]
    [InlineData(1_500_005, "một triệu năm trăm nghìn không trăm linh năm")]
    [InlineData(2_000_000_001, "hai tỷ không trăm linh một")]
    public void A_number_is_said_as_a_newsreader_says_it(long number, string words) => Assert.Equal(words, NumberWords.Of(number));

    [Theory]
    [InlineData("Gọi 1900 9068.", "Gọi một chín không không chín không sáu tám.")]
    [InlineData("Gọi 1900.9068 hoặc 0912 345 678", "Gọi một chín không không chín không sáu tám hoặc không chín một hai ba bốn năm sáu bảy tám")]
    [InlineData("Từ ngày 01/07/2025", "Từ ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi lăm")]
    [InlineData("Từ 01/07/2025", "Từ ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi lăm")]
    [InlineData("Trước 31/12/2026.", "Trước ngày ba mươi mốt tháng mười hai năm hai nghìn không trăm hai mươi sáu.")]
    [InlineData("kỳ 08/2026", "kỳ tháng tám năm hai nghìn không trăm hai mươi sáu")]
    [InlineData("ngày 2/9 và ngày 15", "ngày mùng hai tháng chín và ngày mười lăm")]
    [InlineData("Tháng 5, Tháng 4, tháng 4", "Tháng năm, Tháng tư, tháng tư")]
    [InlineData("lúc 17:00, 8h30 và 17h", "lúc mười bảy giờ, tám giờ ba mươi phút và mười bảy giờ")]
    [InlineData("hỗ trợ 20-50% mức đóng", "hỗ trợ hai mươi đến năm mươi phần trăm mức đóng")]
    [InlineData("từ 20% đến 50%", "từ hai mươi phần trăm đến năm mươi phần trăm")]
    [InlineData("264.000 đ/tháng", "hai trăm sáu mươi tư nghìn đồng một tháng")]
    [InlineData("1.500.000 đồng", "một triệu năm trăm nghìn đồng")]
    [InlineData("lãi 0,5% và 1,05 lần", "lãi không phẩy năm phần trăm và một phẩy không năm lần")]
    [InlineData("3 tháng, 12 tháng một lần", "ba tháng, mười hai tháng một lần")]
    [InlineData("đủ 15 tuổi", "đủ mười lăm tuổi")]
    [InlineData("giai đoạn 2021-2025", "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm")]
    [InlineData("BHXH, BHYT, UBND xã, mã OTP, TP. Vinh", "bảo hiểm xã hội, bảo hiểm y tế, ủy ban nhân dân xã, mã ô tê pê, thành phố Vinh")]
    [InlineData("Đóng BHXH. Cài VssID!", "Đóng bảo hiểm xã hội. Cài vi ét ét ai đi!")]
    [InlineData("Bà con ở Ý Yên", "Bà con ở Ý Yên")]
    public void What_stands_in_signs_is_put_in_words(string written, string spoken)
    {
        Assert.Equal(spoken, SpokenText.Of(written));
        Assert.Empty(SpokenText.Unread(spoken));
    }

    [Theory]
    [InlineData("Luật số 41/2024/QH15", "41/2024/QH15")]
    [InlineData("Nghị định 159/2025/NĐ-CP.", "159/2025/NĐ-CP")]
    [InlineData("xem baohiemxahoi.gov.vn/abc", "baohiemxahoi.gov.vn/abc")]
    [InlineData("nhóm V8", "V8")]
    [InlineData("ngày 45/13/2025", "45/13/2025")]
    public void What_no_rule_can_read_is_named_and_left(string written, string unread)
    {
        Assert.Equal(written, SpokenText.Of(written));
        Assert.Equal([unread], SpokenText.Unread(SpokenText.Of(written)));
    }

    [Fact]
    public void Each_syllable_counts() => Assert.Equal(8, SpokenText.Syllables(SpokenText.Of("BHXH tự nguyện, đóng 3!")));
}
