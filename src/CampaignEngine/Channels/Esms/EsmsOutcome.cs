using System.Net;

namespace CampaignEngine.Channels.Esms;

/// <summary>From eSMS's answer to an outcome. What is not plainly an acceptance or a refusal is in doubt.</summary>
internal static class EsmsOutcome
{
    public static SendOutcome Of(HttpStatusCode status, byte[] body, TimeSpan? asked)
    {
        if ((int)status == 429) return new Throttled(RetryAfter.Of(asked), "429");
        // A refusal by what stands before eSMS: no message was looked at.
        if ((int)status is 401 or 403 or 404 or 405) return new Rejected(RejectionKind.Configuration, $"http-{(int)status}");
        if (status != HttpStatusCode.OK) return new InDoubt($"http-{(int)status}");
        if (EsmsAnswer.TryRead(body) is not { } answer) return new InDoubt("malformed-answer");
        return answer.Code switch
        {
            EsmsErrors.Accepted => answer.SmsId is { } id ? new Accepted(id) : new InDoubt("malformed-answer"),
            EsmsErrors.AlreadyAccepted => new Accepted(answer.SmsId),
            var code when EsmsErrors.All.TryFind(code, out var error) => error.ToOutcome(RetryAfter.Of(asked)),
            // Not accepted, for a reason we do not know: about this message, as far as anybody can tell.
            var code => new Rejected(RejectionKind.Content, code),
        };
    }
}
