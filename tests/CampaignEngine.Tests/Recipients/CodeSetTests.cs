using CampaignEngine.Files;
using CampaignEngine.Recipients;

namespace CampaignEngine.Tests.Recipients;

public sealed class CodeSetTests
{
    public static readonly TheoryData<string> Sets = [.. typeof(CodeSets).GetFields().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_code_is_found_by_its_value_and_its_words(string set)
    {
        var codes = (CodeSet)typeof(CodeSets).GetField(set)!.GetValue(null)!;
        foreach (var code in codes.Codes)
            foreach (var spelling in code.Spellings)
                Assert.Equal(code, codes.Match(spelling.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("Nu", "female")]
    [InlineData("NAM", "male")]
    public void Accents_and_case_are_forgiven(string spelling, string value) => Assert.Equal(value, CodeSets.Sex.Match(spelling)?.Value);

    [Fact]
    public void A_word_that_is_in_no_set_is_no_code() => Assert.Null(CodeSets.Occupation.Match("phi hành gia"));

    [Theory]
    [InlineData("08", "08")]
    [InlineData("Mông", "08")]
    [InlineData("HMÔNG", "08")]
    [InlineData("khơ-me", "05")]
    public void An_ethnic_group_is_found_by_code_or_name(string spelling, string code) => Assert.Equal(code, EthnicGroups.Match(spelling)?.Code);

    [Theory]
    [InlineData("Khmer", "km")]
    [InlineData("cjm-cham", "cjm-Cham")]
    [InlineData("tieng viet", "vi")]
    public void A_language_is_found_by_tag_or_name(string spelling, string tag) => Assert.Equal(tag, Languages.Match(spelling)?.Tag);

    [Fact]
    public void Every_header_is_found_in_both_languages_without_accents()
    {
        foreach (var header in PeopleColumns.All)
        {
            Assert.Same(header, PeopleColumns.Of(header.Column));
            foreach (var spelling in (string[])[header.Key, header.Vi, header.En, .. header.Also])
            {
                Assert.Same(header, PeopleColumns.Match(spelling.ToUpperInvariant()));
                Assert.Same(header, PeopleColumns.Match(TextKey.Of(spelling)));
            }
        }
        Assert.Null(PeopleColumns.Match("Ghi chú"));
    }
}
