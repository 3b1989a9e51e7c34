using CampaignEngine.Links;
using CampaignEngine.Tests.Harness;
using CsCheck;

namespace CampaignEngine.Tests.Links;

public sealed class UtmTagsTests
{
    private static readonly UtmTags Tags = new("bhxh-vn", "sms", "thang5-2026", "nhac-1");
    private const string Ours = "utm_source=bhxh-vn&utm_medium=sms&utm_campaign=thang5-2026&utm_content=nhac-1";

    [Theory]
    [InlineData("https://a.vn/", "https://a.vn/?" + Ours)]
    [InlineData("https://a.vn/?", "https://a.vn/?" + Ours)]
    [InlineData("https://a.vn/tin?id=7&q=a%20b", "https://a.vn/tin?id=7&q=a%20b&" + Ours)]
    [InlineData("https://a.vn/tin#muc-2?x=1", "https://a.vn/tin?" + Ours + "#muc-2?x=1")]
    [InlineData("https://a.vn/?id=7?8#a#b", "https://a.vn/?id=7?8&" + Ours + "#a#b")]
    [InlineData("https://a.vn/?utm_source=old&id=7&UTM_Medium=x&utm%5Fcontent=y&utm_term=t", "https://a.vn/?id=7&utm_term=t&" + Ours)]
    public void The_marks_stand_behind_what_was_there(string address, string expected) => Assert.Equal(expected, Tags.PutInto(address));

    [Fact]
    public void Any_query_and_fragment_survive_letter_for_letter_and_twice_is_as_once()
    {
        var part = Gen.Char["abz09-._~%=+:/?@!$'()*,;"].Array[0, 8].Select(c => new string(c));
        var query = Gen.OneOf(part, Pick.From("utm_source=x", "utm_content", "utm_term=1", "UTM_CAMPAIGN=a", "id=1")).Array[0, 5];
        (from path in part from parts in query from fragment in part from content in Pick.From<string?>(null, "c1") select (path, parts, fragment, content)).Sample(given =>
        {
            var tags = Tags with { Content = given.content };
            var asked = $"https://a.vn/{given.path.Replace('?', 'x')}";
            var fragment = given.fragment.Length > 0 ? "#" + given.fragment : "";
            var result = tags.PutInto($"{asked}?{string.Join('&', given.parts)}{fragment}");
            var ours = Ours[..Ours.LastIndexOf('&')] + (tags.Content is null ? "" : "&utm_content=c1");
            string[] names = tags.Content is null ? ["utm_source", "utm_medium", "utm_campaign"] : ["utm_source", "utm_medium", "utm_campaign", "utm_content"];
            string[] kept = given.parts.Length == 1 && given.parts[0].Length == 0 ? [] : [.. given.parts.Where(p => !names.Contains(p.Split('=')[0].ToLowerInvariant()))];
            Assert.Equal($"{asked}?{string.Join('&', kept.Append(ours))}{fragment}", result);
            Assert.Equal(result, tags.PutInto(result));
        }, iter: 2000);
    }

    [Theory]
    [InlineData("Tháng 5")]
    [InlineData("a&utm_source=b")]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a\n")]
    public void A_mark_is_one_plain_word(string word)
    {
        Assert.Equal(["link-utm"], (Tags with { Campaign = word }).Faults().Select(f => f.Code));
        Assert.Equal(["link-utm"], (Tags with { Content = word }).Faults().Select(f => f.Code));
    }

    [Fact]
    public void The_medium_is_one_of_the_plans() => Assert.Equal(["link-medium"], (Tags with { Medium = "telex" }).Faults().Select(f => f.Code));
}
