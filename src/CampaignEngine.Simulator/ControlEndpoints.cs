using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CampaignEngine.Simulator;

/// <summary>Our own side: /stats is what happened so far, /control what shall happen from now on.</summary>
internal static class ControlEndpoints
{
    // A misspelt setting is an error, not a fault that never comes.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats", (Ledger ledger, FaultCounts faults, CallbackCounts callbacks, Facebook.FacebookPage page, YouTube.YouTubeChannel channel) =>
            Results.Json(new SimulatorStats(ledger.Count(), faults.Count(), callbacks.Count(), page.Count(), channel.Count()), Json));
        routes.MapPost("/stats/clear", (Ledger ledger, FaultCounts faults, CallbackCounts callbacks, Behaviour behaviour, Esms.EsmsSend esms, Zalo.ZaloQuota quota, Facebook.FacebookPage page, Vssid.VssidNotices notices, YouTube.YouTubeChannel channel) =>
        {
            ledger.Clear();
            esms.Forget();
            quota.Reset();
            page.Clear();
            notices.Forget();
            channel.Clear();
            faults.Clear();
            callbacks.Clear();
            behaviour.Forget();
            return Results.NoContent();
        });
        routes.MapGet("/control", (Behaviour behaviour) => Results.Json(behaviour.Now, Json));
        routes.MapPost("/control", (JsonObject changes, Behaviour behaviour) =>
        {
            try
            {
                behaviour.Now = Merge(behaviour.Now, changes);
                return Results.Json(behaviour.Now, Json);
            }
            catch (JsonException wrong)
            {
                return Results.Text(wrong.Message, statusCode: 400);
            }
        });
    }

    /// <summary>What is not named stays as it is.</summary>
    private static BehaviourSettings Merge(BehaviourSettings now, JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(now, Json)!.AsObject();
        foreach (var (name, value) in changes) merged[merged.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Key ?? name] = value?.DeepClone();
        return merged.Deserialize<BehaviourSettings>(Json)!;
    }
}

public sealed record SimulatorStats(LedgerCount Messages, Dictionary<string, long> Calls, CallbackCount Callbacks, Facebook.PageCount Posts, YouTube.VideoCount Videos);
