using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Simulator.Esms;

/// <summary>Callbacks and words to the short code as eSMS makes them: by GET, statuses unsigned.</summary>
public sealed class EsmsCallbacks(IOptions<EsmsAccount> account) : ICallbackWriter
{
    public string InboundUrl(BehaviourSettings settings) => settings.EsmsInboundUrl;

    public HttpRequestMessage Write(Callback callback) => new(HttpMethod.Get, callback.Url + "?" + string.Join('&', Fields(callback).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}")));

    private IEnumerable<(string Name, string Value)> Fields(Callback callback) => callback switch
    {
        StatusCallback status => [("SMSID", status.Message.Sid), ("SendStatus", EsmsStatus.Of(status.State).Status), ("SendSuccess", EsmsStatus.Of(status.State).Succeeded),
            ("SendFailed", EsmsStatus.Of(status.State).Failed), ("TotalReceiver", "1"), ("TypeId", "2"), ("telcoid", "1"), ("RequestId", status.Message.Id)],
        ReplyCallback reply => Signed(reply),
        _ => throw new ArgumentOutOfRangeException(nameof(callback)),
    };

    private IEnumerable<(string Name, string Value)> Signed(ReplyCallback reply)
    {
        var (id, time) = ("mo" + reply.Message.Sid, DateTimeOffset.FromUnixTimeSeconds(reply.Message.At).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
#pragma warning disable CA5351 // The provider's choice.
        var sign = Convert.ToBase64String(MD5.HashData(Encoding.UTF8.GetBytes(account.Value.ShortCodePartner + id + reply.Words + time + account.Value.ShortCodeKey)));
#pragma warning restore CA5351
        return [("sender", $"{reply.Message.To}"), ("content", reply.Words), ("serviceNumber", "8079"), ("smsid", id), ("receiverTime", time), ("sign", sign)];
    }
}

/// <summary>SendStatus and the counts of one message.</summary>
internal static class EsmsStatus
{
    public static (string Status, string Succeeded, string Failed) Of(MessageState? state) => state switch
    {
        MessageState.Queued => ("2", "0", "0"),
        MessageState.Sent => ("7", "0", "0"),
        MessageState.Delivered => ("5", "1", "0"),
        MessageState.Undelivered => ("5", "0", "1"),
        MessageState.Failed => ("4", "0", "1"),
        _ => ("99", "0", "0"),
    };
}
