using CampaignEngine.Channels;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Channels;

/// <summary>The table of cases in Kannel's words, which are sentences.</summary>
internal static class KannelCases
{
    public const string Accepted = "0: Accepted for delivery";

    public static readonly IReadOnlyDictionary<string, SenderCase> All = OfAll(Accepted).Concat(
    [
        new("accepted", Answer(202, Accepted), new Accepted(null)),
        new("queued", Answer(202, "3: Queued for later delivery"), new Accepted(null)),
        new("rejected: black list", Answer(400, "Number(s) has/have been denied by white- and/or black-lists."), new Rejected(RejectionKind.Recipient, "number-denied")),
        new("rejected: no number", Answer(400, "Missing receiver(s) number(s), rejected"), new Rejected(RejectionKind.Recipient, "number-missing")),
        new("rejected: no sender", Answer(400, "Sender missing and no global set, rejected"), new Rejected(RejectionKind.Configuration, "sender-missing")),
        new("rejected: too long", Answer(400, "Message rejected: too long"), new Rejected(RejectionKind.Content, "too-long")),
        new("rejected: unknown sentence", Answer(400, "The moon is full"), new Rejected(RejectionKind.Content, "http-400")),
        new("rejected: user", Answer(403, "Authorization failed for sendsms"), new Rejected(RejectionKind.Configuration, "authorization")),
        new("rejected: no such service", Answer(404, "Unknown service."), new Rejected(RejectionKind.Configuration, "http-404")),
        new("not now", Answer(503, "Temporal failure, try again later."), new Throttled(TimeSpan.FromMinutes(1), "not-now")),
        new("408", Answer(408, ""), new InDoubt("http-408")),
        new("malformed: empty", Answer(202, ""), new InDoubt("malformed-answer")),
        new("malformed: another sentence", Answer(202, "Thank you"), new InDoubt("malformed-answer")),
        new("200 is not Kannel's", Answer(200, Accepted), new InDoubt("http-200")),
    ]).ToDictionary(c => c.Name);
}
