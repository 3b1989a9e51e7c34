using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary>The requests to Zalo: one that sends a stored text, and questions, each under the token of the moment.</summary>
internal sealed class ZaloRequest(ZaloOptions options)
{
    private readonly Uri byPhone = options.Address("/message/template");
    private readonly Uri byUser = new(options.OpenApiUrl.TrimEnd('/') + "/v3.0/oa/message/template");
    private readonly Uri answer = new(options.OpenApiUrl.TrimEnd('/') + "/v3.0/oa/message/cs");

    /// <summary>A number is E.164; anything else is a follower's id.</summary>
    public static bool IsPhone(string address) => address.StartsWith('+');

    /// <returns>Null where the text is not what <see cref="ZaloText"/> writes.</returns>
    public (HttpRequestMessage Request, WatchedContent Content)? ForSend(OutgoingMessage message, ZaloToken token)
    {
        if (ZaloText.TryRead(message.Body) is not { } text) return null;
        var content = new WatchedContent(Body(message, text), "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, IsPhone(message.Address) ? byPhone : byUser) { Content = content };
        return (Sign(request, token), content);
    }

    public HttpRequestMessage ForAnswer(WatchedContent content, ZaloToken token) => Sign(new HttpRequestMessage(HttpMethod.Post, answer) { Content = content }, token);

    /// <summary>A question to the business side.</summary>
    public HttpRequestMessage ForRead(string pathAndQuery, ZaloToken token) => Sign(new HttpRequestMessage(HttpMethod.Get, options.Address(pathAndQuery)), token);

    private HttpRequestMessage Sign(HttpRequestMessage request, ZaloToken token)
    {
        request.Headers.TryAddWithoutValidation("access_token", token.Access);
        if (options.SecretProof)
            request.Headers.TryAddWithoutValidation("appsecret_proof",
                Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token.AppSecret), Encoding.UTF8.GetBytes(token.Access))));
        return request;
    }

    private static ReadOnlyMemory<byte> Body(OutgoingMessage message, ZaloText text)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (IsPhone(message.Address)) json.WriteString("phone", message.Address.AsSpan(1));
            else json.WriteString("user_id", message.Address);
            text.WriteInto(json);
            // Comes back in the receipt; it drops no repetition.
            if (IsPhone(message.Address)) json.WriteString("tracking_id", AttemptId.Of(message.Reference, message.Attempt));
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
