using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace CampaignEngine.Campaigns;

/// <summary>
/// What an approval signs: SHA-256 over the stored plan in canonical form (no white space, properties sorted), so that the database's own
/// way of keeping JSON does not matter. Operational fields are left out: changing a rate voids no approval.
/// </summary>
internal static class PlanHash
{
    private static readonly string[] Operational = ["$.file.limits.partsPerSecond", "$.file.$schema"];

    public static byte[] Of(string stored)
    {
        using var document = JsonDocument.Parse(stored);
        var canonical = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(canonical)) Write(writer, document.RootElement, "$");
        return SHA256.HashData(canonical.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (Operational.Contains($"{path}.{property.Name}")) continue;
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, $"{path}.{property.Name}");
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(writer, item, $"{path}[]");
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
