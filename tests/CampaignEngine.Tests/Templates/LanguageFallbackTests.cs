using CampaignEngine.Templates;

namespace CampaignEngine.Tests.Templates;

public sealed class LanguageFallbackTests
{
    [Theory]
    [InlineData(null, "vi", null)]
    [InlineData("vi", "vi", null)]
    [InlineData("km", "km", null)]
    [InlineData("cjm-Cham", "cjm-Latn", "cjm-Cham")] // another script of the same language
    [InlineData("cja", "vi", "cja")] // never across varieties: Western Cham does not get Eastern Cham
    [InlineData("hmn", "vi", "hmn")]
    public void The_declared_language_then_its_other_script_then_vietnamese(string? declared, string tag, string? from) =>
        Assert.Equal(new LanguageChoice(tag, from), LanguageFallback.Choose(declared, ["vi", "km", "cjm-Latn"]));
}
