using System.Text.Json;

namespace CampaignEngine.Channels.YouTube;

/// <summary>What we use of the Data API's answers.</summary>
/// <param name="Reason">Of an error: the word by which its documentation names it.</param>
internal sealed record YouTubeAnswer(JsonElement Root, string? Reason)
{
    /// <summary>Null where the body is no JSON object.</summary>
    public static YouTubeAnswer? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new YouTubeAnswer(document.RootElement.Clone(), ReasonOf(document.RootElement)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Text(string name) => Text(Root, name);

    public IEnumerable<JsonElement> Items => Root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    /// <summary>A text below the element, by the names on the way.</summary>
    public static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        return element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The Data API's form, or that of the token's door: "error": "invalid_grant".</summary>
    private static string? ReasonOf(JsonElement root)
    {
        if (!root.TryGetProperty("error", out var error)) return null;
        if (error.ValueKind == JsonValueKind.String) return error.GetString();
        if (error.ValueKind != JsonValueKind.Object) return "unknown";
        return error.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0 && Text(errors[0], "reason") is { } reason
            ? reason : Text(error, "status") ?? "unknown";
    }
}
