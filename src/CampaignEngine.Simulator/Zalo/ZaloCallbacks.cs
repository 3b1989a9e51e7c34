using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Zalo;

/// <summary>Events as Zalo posts them: a receipt only where the message came to the phone, and what people write. Signed over the raw body.</summary>
public sealed class ZaloCallbacks(IOptions<ZaloAccount> account) : ICallbackWriter
{
    /// <summary>One address takes them all.</summary>
    public string InboundUrl(BehaviourSettings settings) => account.Value.WebhookUrl;

    public bool Tells(MessageState? state) => state is MessageState.Delivered or null;

    public HttpRequestMessage Write(Callback callback)
    {
        var time = $"{callback.Message.At * 1000}";
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Event(callback, time)));
        var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        var signed = Encoding.UTF8.GetBytes(account.Value.AppId).Concat(body).Concat(Encoding.UTF8.GetBytes(time + account.Value.OaSecret)).ToArray();
        request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", "mac=" + Convert.ToHexString(SHA256.HashData(signed)).ToLowerInvariant());
        return request;
    }

    private Dictionary<string, object> Event(Callback callback, string time) => callback switch
    {
        StatusCallback status => new()
        {
            ["sender"] = new { id = account.Value.OaId },
            ["recipient"] = new { id = $"{status.Message.To}" },
            ["event_name"] = status.State is MessageState.Delivered ? "user_received_message" : "user_teleported_message",
            // One by user id was sent without a tracking_id.
            ["message"] = status.Message.Id.StartsWith(ZaloSend.NoReference, StringComparison.Ordinal)
                ? new { delivery_time = time, msg_id = status.Message.Sid }
                : new { delivery_time = time, msg_id = status.Message.Sid, tracking_id = $"{status.Message.Id}-1" },
            ["app_id"] = account.Value.AppId,
            ["timestamp"] = time,
        },
        ReplyCallback reply => new()
        {
            ["sender"] = new { id = $"{reply.Message.To}" },
            ["recipient"] = new { id = account.Value.OaId },
            ["event_name"] = "user_send_text",
            ["message"] = new { msg_id = "re" + reply.Message.Sid, text = reply.Words },
            ["app_id"] = account.Value.AppId,
            ["timestamp"] = time,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(callback)),
    };
}
