using CampaignEngine.Links;

namespace CampaignEngine.Tests.Links;

public sealed class LinkCodeTests
{
    [Fact]
    public void Codes_are_seven_letters_without_look_alikes_a_persons_ten_and_all_differ()
    {
        var codes = Enumerable.Range(0, 10_000).Select(i => LinkCode.New(personal: false)).ToList();
        Assert.All(codes, code => Assert.Matches("^[2-9a-hjkmnp-z]{7}$", code));
        Assert.Equal(31, codes.SelectMany(c => c).Distinct().Count());
        Assert.InRange(codes.Distinct().Count(), 9_990, 10_000);
        Assert.Matches("^[2-9a-hjkmnp-z]{10}$", LinkCode.New(personal: true));
    }

    [Theory]
    [InlineData("abcd234", "abcd234")]
    [InlineData("ABCD234", "abcd234")]
    [InlineData("abcd234.", "abcd234")]
    [InlineData("abcd234).”", "abcd234")]
    [InlineData("abcd234xyz", "abcd234xyz")]
    [InlineData("abcd23", null)]
    [InlineData("abcd2345", null)]
    [InlineData("abcd23o", null)]
    [InlineData("abcd 23", null)]
    [InlineData("", null)]
    [InlineData("favicon.ico", null)]
    public void A_code_is_read_as_people_type_it(string typed, string? code) => Assert.Equal(code, LinkCode.Read(typed));
}
