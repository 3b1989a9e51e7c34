using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>Callbacks and replies as Twilio posts and signs them.</summary>
public sealed class TwilioCallbacks(IOptions<TwilioAccount> account) : ICallbackWriter
{
    public string InboundUrl(BehaviourSettings settings) => settings.InboundUrl;

    public HttpRequestMessage Write(Callback callback)
    {
        List<KeyValuePair<string, string>> form = callback switch
        {
            ReplyCallback reply => [new("From", $"+{reply.Message.To}"), new("To", reply.From), new("Body", reply.Words), new("NumMedia", "0"), new("MessageSid", "MM" + reply.Message.Sid[2..])],
            StatusCallback status => [new("MessageStatus", Word(status.State)), new("SmsStatus", Word(status.State)), new("To", $"+{status.Message.To}"), new("From", status.From), new("MessageSid", status.Message.Sid)],
            _ => throw new ArgumentOutOfRangeException(nameof(callback)),
        };
        form.AddRange([new("AccountSid", account.Value.Sid), new("ApiVersion", "2010-04-01")]);
        if (callback is StatusCallback { State: MessageState.Undelivered }) form.Add(new("ErrorCode", "30003"));
        if (callback is StatusCallback { State: MessageState.Failed }) form.Add(new("ErrorCode", "30008"));
        if (callback is ReplyCallback { ProviderRefused: true }) form.Add(new("OptOutType", "STOP"));
        var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", Sign(callback.Url, form));
        return request;
    }

    private static string Word(MessageState? state) => state is { } known ? known.ToString().ToLowerInvariant() : "teleported";

    /// <summary>
    /// Base64 of HMAC-SHA1 over the address and every parameter's name and value, ordered by name (Twilio's security page). Written apart
    /// from the engine's own, so that a fault in one does not hide in both.
    /// </summary>
    private string Sign(string url, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var text = url + string.Concat(form.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + p.Value));
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(account.Value.AuthToken), Encoding.UTF8.GetBytes(text)));
    }
}
