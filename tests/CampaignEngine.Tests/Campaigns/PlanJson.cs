using System.Text.Json.Nodes;

namespace CampaignEngine.Tests.Campaigns;

/// <summary>A good campaign file, and the same with one value changed at a path like "schedule.startAt".</summary>
internal static class PlanJson
{
    public const string Good = """
        {
          "title": "Tháng vận động 2026",
          "class": "PolicyInfo",
          "classReason": "Chính sách xã hội, Quyết định 294/QĐ-LĐTBXH",
          "segments": ["V1", "V7"],
          "channels": [{ "channel": "sms", "template": "may", "accents": "keep", "language": "declared" }],
          "schedule": { "startAt": "now", "expireAfterHours": 48 },
          "limits": { "maxParts": 3 },
          "tolerancePercent": 5
        }
        """;

    /// <summary>Null as the JSON removes the property; a path with [n] enters a list.</summary>
    public static string With(string path, string? json, string from = Good)
    {
        var root = JsonNode.Parse(from)!;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var at = root;
        foreach (var step in steps[..^1]) at = Enter(at!, step);
        var value = json is null ? null : JsonNode.Parse(json);
        if (steps[^1].StartsWith('[')) at!.AsArray()[Index(steps[^1])] = value;
        else if (json is null) at!.AsObject().Remove(steps[^1]);
        else at!.AsObject()[steps[^1]] = value;
        return root.ToJsonString();
    }

    private static JsonNode? Enter(JsonNode node, string step) => step.StartsWith('[') ? node[Index(step)] : node[step];

    private static int Index(string step) => int.Parse(step.Trim('[', ']'));
}
