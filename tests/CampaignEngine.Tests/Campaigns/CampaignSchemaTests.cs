using System.Text.Json.Nodes;
using CampaignEngine.Campaigns;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Campaigns;

/// <summary>docs/campaign.schema.json and the reader accept and refuse the same files.</summary>
public sealed class CampaignSchemaTests
{
    private static readonly SchemaCheck Schema = new(JsonNode.Parse(File.ReadAllText(Checkout.Path("docs/campaign.schema.json")))!.AsObject());

    public static TheoryData<string, string?> Bad => [.. BadPlans.SeenBySchemaToo.Select(b => (b.Path, b.Json))];

    public static TheoryData<string> Samples =>
        [PlanJson.Good, .. Directory.EnumerateFiles(Checkout.Path("docs/samples"), "campaign*.json").Select(File.ReadAllText)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Good_files_pass_both(string json)
    {
        Assert.True(Schema.Accepts(JsonNode.Parse(json)));
        Assert.NotEmpty(PlanReader.Read(json).Title);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_files_fail_both(string path, string? json)
    {
        var file = PlanJson.With(path, json);

        Assert.False(Schema.Accepts(JsonNode.Parse(file)));
        Assert.Throws<RefusedException>(() => PlanReader.Read(file));
    }

    [Theory]
    [InlineData("schedule.sendingWindow", """{"from":"07:00","to":"22:00"}""")]
    [InlineData("limits.maxMessages", "100000")]
    [InlineData("limits.partsPerSecond", "100")]
    [InlineData("limits.budgetDong", "8300000000")]
    [InlineData("$schema", "\"x\"")]
    [InlineData("schedule", """{"startAt":"2026-05-06T08:00","doNotSendAfter":"2026-05-08T20:00"}""")]
    [InlineData("class", "\"ServiceNotice\"")]
    [InlineData("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"photos":[1,2]}]""")]
    [InlineData("publications", """[{"channel":"youtube","texts":{"vi":"Bài"},"titles":{"vi":"Tên"},"video":3,"captions":{"vi":4,"km":5}}]""")]
    [InlineData("publications", """[{"channel":"loudspeaker","texts":{"vi":"Bài"},"recordings":{"vi":6},"assignee":"Xã","escalateTo":"Tỉnh"}]""")]
    public void Every_optional_part_passes_both(string path, string json)
    {
        var file = PlanJson.With(path, json);

        Assert.True(Schema.Accepts(JsonNode.Parse(file)));
        Assert.NotNull(PlanReader.Read(file));
    }

    private static readonly string WithPost = PlanJson.With("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"assignee":"Xã","escalateTo":"Tỉnh"}]""");

    [Fact]
    public void Every_property_of_the_schema_is_one_the_reader_reads()
    {
        // The reader names what it knows in its answer to an unknown property: that list is held against the schema's.
        foreach (var (path, definition) in new[] { ("", ""), ("channels[0].", "channel"), ("schedule.", "schedule"), ("limits.", "limits"), ("publications[0].", "publication") })
        {
            var refused = Assert.Throws<RefusedException>(() => PlanReader.Read(PlanJson.With(path + "zzz", "1", WithPost)));
            var known = refused.Problems.Single().En.Split("Known here: ")[1].TrimEnd('.').Split(", ");
            Assert.Equal(Schema.PropertiesOf(definition).Order(), known.Order());
        }
    }
}
