using System.Text.Json;

namespace CampaignEngine.Channels.Facebook;

/// <summary>What we use of the Graph API's answers.</summary>
/// <param name="Code">Of an error.</param>
internal sealed record FacebookAnswer(string? Id, int? Code, JsonElement Root)
{
    /// <summary>Null where the body is no JSON object.</summary>
    public static FacebookAnswer? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            int? code = root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var number) && number.TryGetInt32(out var known) ? known : null;
            return new FacebookAnswer(Text(root, "id"), code, root.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answer to a removal, which names no id.</summary>
    public bool Succeeded => Root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True;

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
