using CampaignEngine.Campaigns;

namespace CampaignEngine.Tests.Campaigns;

public sealed class PlanHashTests
{
    private const string Plan = """{"file":{"title":"a","limits":{"maxParts":3,"partsPerSecond":10}},"segments":[{"name":"V1"}]}""";

    [Fact]
    public void Order_of_properties_and_white_space_do_not_count() =>
        Assert.Equal(PlanHash.Of(Plan), PlanHash.Of("""{ "segments": [ {"name": "V1"} ], "file": {"limits": {"partsPerSecond": 10, "maxParts": 3}, "title": "a"} }"""));

    [Fact]
    public void Operational_fields_do_not_count() =>
        Assert.Equal(PlanHash.Of(Plan), PlanHash.Of(Plan.Replace(",\"partsPerSecond\":10", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("\"maxParts\":3", "\"maxParts\":4")]
    [InlineData("\"maxParts\":3", "\"maxParts\":3,\"budgetDong\":1000")]
    [InlineData("V1", "V2")]
    public void Everything_else_does(string old, string changed) =>
        Assert.NotEqual(PlanHash.Of(Plan), PlanHash.Of(Plan.Replace(old, changed, StringComparison.Ordinal)));
}
