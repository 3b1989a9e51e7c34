using System.Text.Encodings.Web;
using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary>
/// The text of a Zalo message, as stored and as sent: the provider's template and the values of its parameters,
/// <c>{"template_id":"…","template_data":{"name":"value"}}</c>, always written alike.
/// </summary>
public sealed record ZaloText(string TemplateId, IReadOnlyList<KeyValuePair<string, string>> Values)
{
    // Vietnamese letters stand as they are, so that people can read what was sent.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            WriteInto(json);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    internal void WriteInto(Utf8JsonWriter json)
    {
        json.WriteString("template_id", TemplateId);
        json.WriteStartObject("template_data");
        foreach (var (name, value) in Values) json.WriteString(name, value);
        json.WriteEndObject();
    }

    /// <summary>Null where the text is none of ours.</summary>
    public static ZaloText? TryRead(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("template_id", out var id) || id.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("template_data", out var data) || data.ValueKind != JsonValueKind.Object) return null;
            var values = data.EnumerateObject().ToList();
            return values.Any(v => v.Value.ValueKind != JsonValueKind.String)
                ? null
                : new ZaloText(id.GetString()!, [.. values.Select(v => KeyValuePair.Create(v.Name, v.Value.GetString()!))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
