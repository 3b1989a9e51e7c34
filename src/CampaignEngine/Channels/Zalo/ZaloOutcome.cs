using System.Net;

namespace CampaignEngine.Channels.Zalo;

/// <summary>From Zalo's answer to an outcome. What is not plainly an acceptance or a refusal is in doubt.</summary>
internal static class ZaloOutcome
{
    /// <param name="now">Business time: quotas open by it.</param>
    public static SendOutcome Of(HttpStatusCode status, ZaloAnswer? answer, TimeSpan? asked, DateTimeOffset now)
    {
        if ((int)status == 429) return new Throttled(RetryAfter.Of(asked), "429");
        // A refusal by what stands before Zalo: no message was looked at.
        if ((int)status is 401 or 403 or 404 or 405) return new Rejected(RejectionKind.Configuration, $"http-{(int)status}");
        if (status != HttpStatusCode.OK) return new InDoubt($"http-{(int)status}");
        return answer?.Error switch
        {
            null => new InDoubt("malformed-answer"),
            ZaloErrors.None => answer.MessageId is { } id ? new Accepted(id) : new InDoubt("malformed-answer"),
            var code when ZaloErrors.All.TryFind(code, out var error) => error.ToOutcome(RetryAfter.Of(asked), now, ZaloErrors.Opens),
            // Not sent, for a reason we do not know: about this message, as far as anybody can tell.
            var code => new Rejected(RejectionKind.Content, code),
        };
    }
}
