using CampaignEngine.Files;
using CampaignEngine.Recipients;

namespace CampaignEngine.Tests.Recipients;

public sealed class KeyTests
{
    [Theory]
    [InlineData("Hoà Bình", "hoa binh")]
    [InlineData("Hòa Bình", "hoa binh")]
    [InlineData("Ho\u0300a Bi\u0300nh", "hoa binh")] // marks apart (NFD)
    [InlineData("  NGUYỄN  thị\tĐỊNH ", "nguyen thi dinh")]
    [InlineData("Bà Rịa - Vũng Tàu", "ba ria vung tau")]
    [InlineData("full_name", "full name")]
    [InlineData("ខ្មែរ", "ខ្មែរ")]
    [InlineData("", "")]
    public void Text_is_compared_without_marks_case_and_punctuation(string text, string key) => Assert.Equal(key, TextKey.Of(text));

    [Fact]
    public void A_number_has_one_key_and_another_installation_another()
    {
        var key = new byte[32];
        Assert.Equal(NumberKey.Of(key, "+84912345678"), NumberKey.Of(key, "+84912345678"));
        Assert.Equal(16, NumberKey.Of(key, "+84912345678").Length);
        Assert.NotEqual(NumberKey.Of(key, "+84912345678"), NumberKey.Of(key, "+84912345679"));
        Assert.NotEqual(NumberKey.Of(key, "+84912345678"), NumberKey.Of([1, .. key[1..]], "+84912345678"));
    }
}
