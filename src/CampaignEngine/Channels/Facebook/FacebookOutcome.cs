using System.Globalization;
using System.Net;

namespace CampaignEngine.Channels.Facebook;

/// <summary>From the Graph API's answer to an outcome. What is not plainly an acceptance or a refusal is in doubt.</summary>
internal static class FacebookOutcome
{
    public static SendOutcome Of(HttpStatusCode status, byte[] body, TimeSpan? asked)
    {
        var answer = FacebookAnswer.TryRead(body);
        if (answer?.Code is { } code) return OfError(code, RetryAfter.Of(asked));
        if (status == HttpStatusCode.OK && answer is not null && (answer.Id is not null || answer.Succeeded)) return new Accepted(answer.Id);
        if (status == HttpStatusCode.OK) return new InDoubt("malformed-answer");
        return (int)status switch
        {
            429 => new Throttled(RetryAfter.Of(asked), "429"),
            401 or 403 or 404 or 405 => new Rejected(RejectionKind.Configuration, $"http-{(int)status}"),
            var other => new InDoubt($"http-{other}"),
        };
    }

    private static SendOutcome OfError(int code, TimeSpan retryAfter)
    {
        var text = code.ToString(CultureInfo.InvariantCulture);
        // "Unknown" and "service unavailable" come also after the post was taken; 506 says that it is there.
        if (code is 1 or 2 || text == FacebookErrors.Duplicate) return new InDoubt(text);
        return FacebookErrors.TryFind(code, out var error) ? error.ToOutcome(retryAfter) : new Rejected(RejectionKind.Content, text);
    }
}
