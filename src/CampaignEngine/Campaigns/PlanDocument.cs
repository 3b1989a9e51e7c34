using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignEngine.Campaigns;

/// <summary>The stored form of a pinned plan: <c>{ "file": …, "segments": […], "templates": […], "assets": […] }</c>, the last only where there are any.</summary>
internal static class PlanDocument
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Write(JsonElement file, IReadOnlyList<PinnedSegment> segments, IReadOnlyList<PinnedTemplate> templates, IReadOnlyList<PinnedAsset> assets)
    {
        var document = new JsonObject
        {
            ["file"] = JsonSerializer.SerializeToNode(file, Web),
            ["segments"] = JsonSerializer.SerializeToNode(segments, Web),
            ["templates"] = JsonSerializer.SerializeToNode(templates, Web),
        };
        if (assets.Count > 0) document["assets"] = JsonSerializer.SerializeToNode(assets, Web);
        return document.ToJsonString(Web);
    }

    public static PinnedPlan Read(string stored)
    {
        using var document = JsonDocument.Parse(stored);
        var root = document.RootElement;
        return new PinnedPlan(
            PlanReader.Read(root.GetProperty("file")),
            root.GetProperty("segments").Deserialize<IReadOnlyList<PinnedSegment>>(Web)!,
            root.GetProperty("templates").Deserialize<IReadOnlyList<PinnedTemplate>>(Web)!,
            root.TryGetProperty("assets", out var assets) ? assets.Deserialize<IReadOnlyList<PinnedAsset>>(Web)! : []);
    }
}
