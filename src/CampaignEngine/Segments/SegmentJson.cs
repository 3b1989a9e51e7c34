using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignEngine.Segments;

/// <summary>Writes a rule back as JSON with the rules of referred segments in place of their names: what a campaign pins.</summary>
public static class SegmentJson
{
    public static JsonObject Write(SegmentRule rule) => rule switch
    {
        SegmentRule.AllOf all => new() { ["all"] = List(all.Rules) },
        SegmentRule.AnyOf any => new() { ["any"] = List(any.Rules) },
        SegmentRule.Not not => new() { ["not"] = Write(not.Rule) },
        SegmentRule.Reference reference => Write(reference.Rule),
        SegmentRule.Condition condition => Condition(condition),
        _ => throw new InvalidOperationException(rule.GetType().Name),
    };

    /// <summary>Reads back what <see cref="Write"/> wrote: it refers to nothing outside itself.</summary>
    public static SegmentRule Read(JsonElement pinned) => SegmentParser.Parse(pinned, SegmentShelf.Empty);

    private static JsonArray List(IEnumerable<SegmentRule> rules) => [.. rules.Select(JsonNode? (r) => Write(r))];

    private static JsonObject Condition(SegmentRule.Condition condition)
    {
        var node = new JsonObject { ["field"] = condition.Field.Name, ["op"] = condition.Operator.Name };
        if (condition.Json is { } value) node["value"] = JsonSerializer.SerializeToNode(value);
        return node;
    }
}
