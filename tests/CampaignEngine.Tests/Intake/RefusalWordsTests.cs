using CampaignEngine.Consent;
using CampaignEngine.Intake;
using CsCheck;

namespace CampaignEngine.Tests.Intake;

public sealed class RefusalWordsTests
{
    private static readonly RefusalWords Words = new(new IntakeOptions().Brands);

    [Theory]
    [InlineData("TC")]
    [InlineData(" tc. ")]
    [InlineData("TU CHOI")]
    [InlineData("Từ chối")]
    [InlineData("TỪ\nCHỐI!")]
    [InlineData("từ chối")]
    [InlineData("HUY")]
    [InlineData("Hủy")]
    [InlineData("huỷ")]
    [InlineData("STOP")]
    [InlineData("\"Stop\"")]
    [InlineData("DUNG")]
    [InlineData("Dừng")]
    [InlineData("đừng")]
    [InlineData("TC BHXH")]
    [InlineData("tu choi bhxh việt nam")]
    [InlineData("STOP BHXHVN")]
    public void The_whole_message_is_a_word_of_refusal_accents_case_and_brand_forgiven(string message) =>
        Assert.Equal(SuppressionScope.Campaigns, Words.ScopeOf(message));

    [Theory]
    [InlineData("TC ALL")]
    [InlineData("tc tất cả")]
    [InlineData("TU CHOI TAT CA")]
    [InlineData("Hủy tất cả BHXH")]
    [InlineData("STOP BHXH ALL")]
    public void With_the_second_word_everything_is_refused(string message) => Assert.Equal(SuppressionScope.Everything, Words.ScopeOf(message));

    [Theory]
    [InlineData("")]
    [InlineData("Dung oi")]
    [InlineData("Dung")]
    [InlineData("Huy day, toi da dong roi")]
    [InlineData("Toi tu choi")]
    [InlineData("dung roi")]
    [InlineData("TC khong?")]
    [InlineData("TCALL")]
    [InlineData("all")]
    [InlineData("BHXH")]
    [InlineData("TC Zalo")]
    [InlineData("đã đóng")]
    public void Anything_else_is_not_matched_but_a_name_alone_is_read_as_the_word(string message) =>
        Assert.Equal(message == "Dung" ? SuppressionScope.Campaigns : null, Words.ScopeOf(message));

    [Fact]
    public void A_word_within_more_words_is_never_a_refusal() =>
        Gen.Select(Gen.String[Gen.Char["abcdghkmnopruvxy"], 2, 8], Harness.Pick.From("TC", "HUY", "STOP", "DUNG", "TỪ CHỐI")).Where(t => t.Item1 is not ("all" or "bhxh"))
            .Sample((other, word) =>
            {
                Assert.Null(Words.ScopeOf($"{other} {word}"));
                Assert.Null(Words.ScopeOf($"{word} {other}"));
            });
}
