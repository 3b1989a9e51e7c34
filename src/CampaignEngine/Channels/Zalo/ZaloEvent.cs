using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary>One call of Zalo's webhook, as far as we use it. Fields are added without notice.</summary>
/// <param name="Name">event_name.</param>
/// <param name="UserId">Who did it: a follower's id, not a number.</param>
internal sealed record ZaloEvent(string Name, string? AppId, string? Timestamp, string? UserId, string? TrackingId, string? MessageId, string? Text)
{
    /// <summary>Null where the body is no event.</summary>
    public static ZaloEvent? TryRead(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (reader.Read() || root.ValueKind != JsonValueKind.Object || Of(root, "event_name") is not { } name) return null;
            var message = Inner(root, "message");
            return new ZaloEvent(name, Of(root, "app_id"), Of(root, "timestamp"), Of(Inner(root, "follower") ?? Inner(root, "sender"), "id"),
                Of(message, "tracking_id"), Of(message, "msg_id"), Of(message, "text"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Inner(JsonElement root, string name) =>
        root.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : null;

    private static string? Of(JsonElement? element, string name) => element is { } there && there.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;
}
