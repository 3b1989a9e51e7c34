using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Channels.Vssid;

/// <summary>The signed requests to the app's side.</summary>
/// <param name="time">The machine's time: the other side knows no other.</param>
internal sealed class VssidRequest(VssidOptions options, TimeProvider time)
{
    private readonly Uri notices = options.Address("/notices");

    public (HttpRequestMessage Request, WatchedContent Content) ForSend(IReadOnlyList<(OutgoingMessage Message, VssidText Text)> batch, string key)
    {
        var body = Body(batch);
        var content = new WatchedContent(body, "application/json");
        return (Sign(new HttpRequestMessage(HttpMethod.Post, notices) { Content = content }, key, body.Span), content);
    }

    public HttpRequestMessage ForRead(string id, string key) => Sign(new HttpRequestMessage(HttpMethod.Get, options.Address($"/notices/{Uri.EscapeDataString(id)}")), key, []);

    private HttpRequestMessage Sign(HttpRequestMessage request, string key, ReadOnlySpan<byte> body)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation(VssidSignature.Time, now);
        request.Headers.TryAddWithoutValidation(VssidSignature.Header, VssidSignature.Compute(key, now, body));
        return request;
    }

    private ReadOnlyMemory<byte> Body(IReadOnlyList<(OutgoingMessage Message, VssidText Text)> batch)
    {
        var buffer = new ArrayBufferWriter<byte>(512 * batch.Count);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("version", VssidChannel.Version);
        json.WriteStartArray("notices");
        foreach (var (message, text) in batch)
        {
            json.WriteStartObject();
            json.WriteString("id", AttemptId.Of(message.Reference, message.Attempt));
            json.WriteString("person", message.Address);
            json.WriteString("title", text.Title);
            json.WriteString("body", text.Body);
            json.WriteNumber("validSeconds", (long)message.ValidFor.TotalSeconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
