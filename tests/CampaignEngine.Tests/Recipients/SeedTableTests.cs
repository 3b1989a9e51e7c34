using CampaignEngine.Recipients;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Recipients;

public sealed class SeedTableTests
{
    [Fact]
    public void Every_fallback_is_a_language_and_ends_at_vietnamese()
    {
        foreach (var language in Languages.All)
        {
            var steps = 0;
            for (var at = language; at.Fallback is { } next; at = Languages.Find(next)!) Assert.True(++steps < 4, language.Tag);
        }
        Assert.Null(Languages.Find("vi")!.Fallback);
        Assert.Equal("blt-Tavt", Languages.Find("BLT-tavt")!.Tag);
    }

    [Theory]
    [InlineData("languages.csv")]
    [InlineData("ethnic_groups.csv")]
    public void The_shipped_tables_hold_every_row_of_the_reference(string file) =>
        Assert.Equal(File.ReadAllLines(SharedData.Path(file)).Length - 1, file == "languages.csv" ? Languages.All.Count : EthnicGroups.All.Count);

    [Fact]
    public void The_official_list_has_54_groups() => Assert.Equal(54, EthnicGroups.All.Count);
}
