using System.Text.Json.Nodes;
using CampaignEngine.Segments;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CsCheck;

namespace CampaignEngine.Tests.Segments;

/// <summary>docs/segment.schema.json against what the engine reads.</summary>
public sealed class SegmentSchemaTests
{
    private static readonly JsonObject Document = JsonNode.Parse(File.ReadAllText(Checkout.Path("docs/segment.schema.json")))!.AsObject();
    private static readonly SchemaCheck Schema = new(Document);

    [Fact]
    public void Whatever_the_engine_reads_the_schema_accepts()
    {
        SegmentGen.Rule.Sample(rule => Assert.True(Schema.Accepts(JsonNode.Parse(rule.ToJsonString())), rule.ToJsonString()), iter: 200);
        foreach (var shipped in BuiltInSegments.All)
            Assert.True(Schema.Accepts(JsonNode.Parse($$"""{"name":"{{shipped.Name}}","titleVi":"x","rule":{{shipped.Rule.GetRawText()}}}""")), shipped.Name);
    }

    [Theory]
    [InlineData("""{"field":"incom","op":"is","value":1}""")]
    [InlineData("""{"field":"income","op":"roughly","value":1}""")]
    [InlineData("""{"all":[]}""")]
    [InlineData("""{"all":[{"any":{}}]}""")]
    [InlineData("""{"not":{},"segment":"V1"}""")]
    [InlineData("""{"rule":{"segment":"V1"},"titel":"x"}""")]
    public void It_refuses_what_the_engine_refuses(string rule) => Assert.False(Schema.Accepts(JsonNode.Parse(rule)));

    [Fact]
    public void It_lists_the_fields_and_operators_of_the_catalogue()
    {
        var condition = Document["$defs"]!["rule"]!["oneOf"]!.AsArray().Single(o => o!["properties"]!["field"] is not null)!["properties"]!;
        Assert.Equal(FieldCatalogue.All.Select(f => f.Name), Listed(condition["field"]!));
        Assert.Equal(FieldCatalogue.All.SelectMany(f => f.Operators).Select(o => o.Name).Distinct().Order(), Listed(condition["op"]!).Order());
    }

    private static IEnumerable<string> Listed(JsonNode schema) => schema["enum"]!.AsArray().Select(v => v!.GetValue<string>());
}
