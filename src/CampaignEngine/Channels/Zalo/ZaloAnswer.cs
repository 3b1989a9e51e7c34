using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary>What we use of Zalo's answers. Errors come with HTTP 200; ids are texts; numbers may be.</summary>
internal sealed record ZaloAnswer(string? Error, string? MessageId, QuotaReading? Quota, int? Status)
{
    /// <summary>Null where the body is no JSON object.</summary>
    public static ZaloAnswer? TryRead(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            var data = root.TryGetProperty("data", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : default(JsonElement?);
            return new ZaloAnswer(Text(root, "error"), Text(data, "msg_id") ?? Text(data, "message_id"), QuotaOf(data), Number(data, "status"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Within a send's answer, or the whole of the answer to a question about it.</summary>
    private static QuotaReading? QuotaOf(JsonElement? data)
    {
        var quota = data is { } there && there.TryGetProperty("quota", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : data;
        return Number(quota, "dailyQuota") is { } most && Number(quota, "remainingQuota") is { } remaining ? new QuotaReading(most, remaining) : null;
    }

    private static int? Number(JsonElement? element, string name) =>
        int.TryParse(Text(element, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(JsonElement? element, string name) => element is { } there && there.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;
}
