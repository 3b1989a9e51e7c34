using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>Plans a message's status callbacks and, of some, the person's reply; writes and signs them when they are due.</summary>
public sealed class TwilioCallbacks(Behaviour behaviour, CallbackQueue queue, CallbackCounts counts, IOptions<TwilioAccount> account)
{
    public void Plan(TakenMessage message, Fate fate, string from, string url)
    {
        if (fate.Lost) counts.Lost();
        else if (url.Length > 0) PlanStatuses(message, fate, from, url);
        var settings = behaviour.Now;
        if (fate.Stops && settings.InboundUrl.Length > 0)
            queue.Add(new ReplyCallback(settings.InboundUrl, message, from, settings.StopWords[fate.Word % settings.StopWords.Length], settings.OwnOptOut), fate.DelayMs + 100);
    }

    private void PlanStatuses(TakenMessage message, Fate fate, string from, string url)
    {
        var last = fate.Ending switch
        {
            Ending.Delivered => new StatusCallback(url, message, from, "delivered", null),
            Ending.Undelivered => new StatusCallback(url, message, from, "undelivered", 30003),
            _ => new StatusCallback(url, message, from, "failed", 30008),
        };
        var sent = new StatusCallback(url, message, from, "sent", null);
        for (var time = 0; time < (fate.Repeated ? 2 : 1); time++)
        {
            queue.Add(sent, fate.Unordered ? fate.DelayMs + 100 : fate.DelayMs / 2 + 50 * time);
            queue.Add(last, fate.DelayMs + 50 * time);
        }
        if (fate.Unknown) queue.Add(new StatusCallback(url, message, from, "teleported", null), fate.DelayMs / 2);
    }

    public HttpRequestMessage Request(Callback callback)
    {
        List<KeyValuePair<string, string>> form = callback switch
        {
            ReplyCallback reply => [new("From", $"+{reply.Message.To}"), new("To", reply.From), new("Body", reply.Words), new("NumMedia", "0"), new("MessageSid", "MM" + reply.Message.Sid[2..])],
            StatusCallback status => [new("MessageStatus", status.Status), new("SmsStatus", status.Status), new("To", $"+{status.Message.To}"), new("From", status.From), new("MessageSid", status.Message.Sid)],
            _ => throw new ArgumentOutOfRangeException(nameof(callback)),
        };
        form.AddRange([new("AccountSid", account.Value.Sid), new("ApiVersion", "2010-04-01")]);
        if (callback is StatusCallback { Code: { } code }) form.Add(new("ErrorCode", $"{code}"));
        if (callback is ReplyCallback { ProviderRefused: true }) form.Add(new("OptOutType", "STOP"));
        var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("X-Twilio-Signature", Sign(callback.Url, form));
        return request;
    }

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
