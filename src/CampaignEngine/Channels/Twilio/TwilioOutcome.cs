using System.Globalization;
using System.Net;

namespace CampaignEngine.Channels.Twilio;

/// <summary>From Twilio's answer to an outcome. What is not plainly an acceptance or a refusal is in doubt.</summary>
internal static class TwilioOutcome
{
    public static SendOutcome Of(HttpStatusCode status, byte[] body, TimeSpan? asked)
    {
        var readable = TwilioAnswer.TryRead(body, out var answer);
        var retryAfter = RetryAfter.Of(asked);
        return (int)status switch
        {
            200 or 201 => readable && answer.HasMessage ? new Accepted(answer.Sid!, answer.Parts) : new InDoubt("malformed-answer"),
            429 => new Throttled(retryAfter, "429"),
            // The server gave up waiting for a request that may have been whole.
            408 => new InDoubt("http-408"),
            >= 400 and < 500 => Refusal((int)status, answer.Code?.ToString(CultureInfo.InvariantCulture), retryAfter),
            var other => new InDoubt($"http-{other}"),
        };
    }

    private static SendOutcome Refusal(int status, string? code, TimeSpan retryAfter)
    {
        if (TwilioErrors.All.TryFind(code, out var error)) return error.ToOutcome(retryAfter);
        // A 400 with a code we do not know is about this message; anything else is about the account or what stands between us and Twilio.
        return status == 400 && code is { } unknown
            ? new Rejected(RejectionKind.Content, unknown)
            : new Rejected(RejectionKind.Configuration, code ?? $"http-{status}");
    }
}
