using System.Buffers;
using System.Text.Json;
using CampaignEngine.Storage;
using CampaignEngine.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Esms;

/// <summary>
/// The request that sends one care message. Its RequestId is our reference with the attempt: the same for a repetition of what is in doubt, which
/// eSMS drops, another where a person asks for the message once more.
/// </summary>
internal sealed class EsmsRequest(IOptions<EsmsOptions> options, IOptions<WebhookOptions> webhooks, EngineSecrets secrets)
{
    private readonly Uri address = options.Value.Address("/MainService.svc/json/SendMultipleMessage_V4_post_json/");

    public (HttpRequestMessage Request, WatchedContent Content) For(MessageReference reference, int attempt, string to, string text)
    {
        var content = new WatchedContent(Body(reference, attempt, to, text), "application/json");
        return (new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, content);
    }

    private ReadOnlyMemory<byte> Body(MessageReference reference, int attempt, string to, string text)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ApiKey", options.Value.ApiKey);
            json.WriteString("SecretKey", options.Value.SecretKey);
            json.WriteString("Phone", to.TrimStart('+'));
            json.WriteString("Content", text);
            json.WriteString("Brandname", options.Value.Brandname);
            json.WriteString("SmsType", "2");
            json.WriteString("IsUnicode", Gsm7.Covers(text) ? "0" : "1");
            json.WriteString("Sandbox", options.Value.Sandbox ? "1" : "0");
            json.WriteString("RequestId", $"{reference}-{attempt}");
            if (EsmsChannel.CallbackAddress(webhooks.Value, secrets, reference) is { } callback) json.WriteString("CallbackUrl", callback);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
