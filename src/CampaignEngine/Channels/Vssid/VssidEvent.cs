using System.Text.Json;

namespace CampaignEngine.Channels.Vssid;

/// <summary>One later word about a notice: <c>{"version":1,"id":"7-42-3","event":"delivered"}</c>.</summary>
internal sealed record VssidEvent(string Id, string Word)
{
    /// <summary>Null where the body is no such word.</summary>
    public static VssidEvent? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return !reader.Read() && root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var id) && root.TryGetProperty("event", out var word)
                && id.ValueKind == JsonValueKind.String && word.ValueKind == JsonValueKind.String ? new VssidEvent(id.GetString()!, word.GetString()!) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
