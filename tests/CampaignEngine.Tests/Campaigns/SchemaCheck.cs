using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CampaignEngine.Tests.Campaigns;

/// <summary>
/// The keywords of JSON Schema that docs/campaign.schema.json uses, and a failure on any other, so that none is silently not checked.
/// </summary>
internal sealed class SchemaCheck(JsonObject root)
{
    public bool Accepts(JsonNode? value) => Accepts(root, value);

    /// <summary>Of one definition; of the whole file with an empty name.</summary>
    public IEnumerable<string> PropertiesOf(string definition) =>
        (definition.Length == 0 ? root : Resolve($"#/$defs/{definition}"))["properties"]!.AsObject().Select(p => p.Key);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(keyword => keyword.Key switch
    {
        "$schema" or "title" or "description" or "$defs" => true,
        "$ref" => Accepts(Resolve(keyword.Value!.GetValue<string>()), value),
        "type" => HasType(keyword.Value!.GetValue<string>(), value),
        "enum" => keyword.Value!.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, value)),
        "const" => JsonNode.DeepEquals(keyword.Value, value),
        "oneOf" => keyword.Value!.AsArray().Count(option => Accepts(option!.AsObject(), value)) == 1,
        "required" => value is not JsonObject o || keyword.Value!.AsArray().All(name => o.ContainsKey(name!.GetValue<string>())),
        "additionalProperties" => value is not JsonObject o || o.Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true)
            .All(p => keyword.Value is JsonObject others && Accepts(others, p.Value)),
        "properties" => value is not JsonObject o || keyword.Value!.AsObject().All(p => !o.TryGetPropertyValue(p.Key, out var v) || Accepts(p.Value!.AsObject(), v)),
        "items" => value is not JsonArray a || a.All(item => Accepts(keyword.Value!.AsObject(), item)),
        "minProperties" => value is not JsonObject o || o.Count >= keyword.Value!.GetValue<int>(),
        "minItems" => value is not JsonArray a || a.Count >= keyword.Value!.GetValue<int>(),
        "maxItems" => value is not JsonArray a || a.Count <= keyword.Value!.GetValue<int>(),
        "uniqueItems" => value is not JsonArray a || a.Select(i => i!.ToJsonString()).Distinct().Count() == a.Count,
        "minimum" => !HasType("number", value) || value!.GetValue<decimal>() >= keyword.Value!.GetValue<decimal>(),
        "maximum" => !HasType("number", value) || value!.GetValue<decimal>() <= keyword.Value!.GetValue<decimal>(),
        "maxLength" => !HasType("string", value) || value!.GetValue<string>().Length <= keyword.Value!.GetValue<int>(),
        "pattern" => !HasType("string", value) || Regex.IsMatch(value!.GetValue<string>(), keyword.Value!.GetValue<string>()),
        _ => throw new NotSupportedException($"The schema uses '{keyword.Key}', which this check does not know."),
    });

    private JsonObject Resolve(string reference) =>
        reference.Split('/')[1..].Aggregate((JsonNode)root, (node, step) => node[step]!).AsObject();

    private static bool HasType(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "number" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number,
        "integer" => value?.GetValueKind() == System.Text.Json.JsonValueKind.Number && decimal.IsInteger(value.GetValue<decimal>()),
        _ => throw new NotSupportedException(type),
    };
}
