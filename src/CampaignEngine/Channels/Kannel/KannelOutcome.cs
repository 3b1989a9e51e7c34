using System.Net;
using System.Text;

namespace CampaignEngine.Channels.Kannel;

/// <summary>From Kannel's answer to an outcome. It names no id: our reference stands in the address of the receipt.</summary>
internal static class KannelOutcome
{
    public static SendOutcome Of(HttpStatusCode status, byte[] body, TimeSpan? asked)
    {
        var sentence = Encoding.UTF8.GetString(body);
        return (int)status switch
        {
            // "0: Accepted for delivery", "3: Queued for later delivery".
            202 => sentence.StartsWith("0:", StringComparison.Ordinal) || sentence.StartsWith("3:", StringComparison.Ordinal)
                ? new Accepted(ProviderId: null) : new InDoubt("malformed-answer"),
            429 => new Throttled(RetryAfter.Of(asked), "429"),
            408 => new InDoubt("http-408"),
            >= 400 and < 600 when KannelErrors.Find(sentence) is { } error => error.ToOutcome(RetryAfter.Of(asked)),
            400 => new Rejected(RejectionKind.Content, "http-400"),
            > 400 and < 500 => new Rejected(RejectionKind.Configuration, $"http-{(int)status}"),
            var other => new InDoubt($"http-{other}"),
        };
    }
}
