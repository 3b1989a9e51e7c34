using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Twilio;

/// <summary>Plans a message's status callbacks and, of some, the person's reply; all signed with the account's token.</summary>
public sealed class TwilioCallbacks(Behaviour behaviour, CallbackQueue queue, IOptions<TwilioAccount> account)
{
    public void Plan(TakenMessage message, string from, string url)
    {
        var settings = behaviour.Now;
        var fate = behaviour.Draw(message.Id, "fate");
        (message.Status, message.ErrorCode) = fate < settings.Failed ? ("failed", "30005")
            : fate < settings.Failed + settings.Undelivered ? ("undelivered", "30003") : ("delivered", null);
        if (url.Length > 0) PlanStatuses(message, from, url, settings);
        if (message.Status == "delivered" && settings.InboundUrl.Length > 0 && behaviour.Draw(message.Id, "stop") < settings.Stop)
            PlanReply(message, from, settings);
    }

    private void PlanStatuses(TakenMessage message, string from, string url, BehaviourSettings settings)
    {
        string[] order = message.Status == "failed" ? ["failed"] : ["queued", "sent", message.Status];
        if (behaviour.Draw(message.Id, "unordered") < settings.CallbackUnordered) Array.Reverse(order);
        var repeats = behaviour.Draw(message.Id, "repeated") < settings.CallbackRepeated ? 2 : 1;
        if (behaviour.Draw(message.Id, "lost") < settings.CallbackLost)
        {
            queue.Lose();
            return;
        }
        for (var i = 0; i < order.Length * repeats; i++)
            queue.Add(Status(message, from, url, order[i % order.Length]), TimeSpan.FromMilliseconds(settings.CallbackDelayMs * (i + 1.0) / order.Length));
    }

    private Callback Status(TakenMessage message, string from, string url, string status)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("MessageSid", message.Sid), new("SmsSid", message.Sid), new("MessageStatus", status), new("SmsStatus", status),
            new("To", message.To), new("From", from), new("AccountSid", account.Value.Sid), new("ApiVersion", "2010-04-01"),
        ];
        if (message.ErrorCode is { } code && status == message.Status) form.Add(new("ErrorCode", code));
        return Signed(url, form);
    }

    private void PlanReply(TakenMessage message, string from, BehaviourSettings settings)
    {
        var word = settings.StopWords[(int)(behaviour.Draw(message.Id, "word") * settings.StopWords.Length)];
        queue.Add(Signed(settings.InboundUrl,
        [
            new("MessageSid", "SM" + Guid.NewGuid().ToString("N")), new("AccountSid", account.Value.Sid),
            new("From", message.To), new("To", from), new("Body", word), new("NumMedia", "0"),
        ]), TimeSpan.FromMilliseconds(settings.CallbackDelayMs * 2));
    }

    /// <summary>Base64 of HMAC-SHA1 over the address and every parameter's name and value, ordered by name (Twilio's security page).</summary>
    private Callback Signed(string url, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var text = url + string.Concat(form.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + p.Value));
        var mac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(account.Value.AuthToken), Encoding.UTF8.GetBytes(text));
        return new Callback(url, form, Convert.ToBase64String(mac));
    }
}
