using CampaignEngine.Channels;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Channels;

/// <summary>The table of cases in eSMS's words: what is refused comes with HTTP 200.</summary>
internal static class EsmsCases
{
    public const string Accepted = $$"""{"CodeResult":"100","CountRegenerate":0,"SMSID":"{{EsmsUnderTest.SmsId}}"}""";

    public static readonly IReadOnlyDictionary<string, SenderCase> All = OfAll(Accepted).Concat(
    [
        new("accepted", Answer(200, Accepted), new Accepted(EsmsUnderTest.SmsId)),
        new("accepted before, under the same RequestId", Code("124"), new Accepted(null)),
        new("rejected: blocked", Code("99"), new Rejected(RejectionKind.Recipient, "99")),
        new("rejected: number", Code("108"), new Rejected(RejectionKind.Recipient, "108")),
        new("rejected: operator", Code("177"), new Rejected(RejectionKind.Recipient, "177")),
        new("rejected: template", Code("146"), new Rejected(RejectionKind.Content, "146")),
        new("rejected: words", Code("300"), new Rejected(RejectionKind.Content, "300")),
        new("rejected: unknown code", Code("999"), new Rejected(RejectionKind.Content, "999")),
        new("rejected: key", Code("101"), new Rejected(RejectionKind.Configuration, "101")),
        new("rejected: balance", Code("103"), new Rejected(RejectionKind.Configuration, "103")),
        new("rejected: brand name", Code("104"), new Rejected(RejectionKind.Configuration, "104")),
        new("rejected: not eSMS's words", Answer(403, "<html>"), new Rejected(RejectionKind.Configuration, "http-403")),
        new("throttled: 160", Code("160"), new Throttled(TimeSpan.FromSeconds(1), "160")),
        new("a code that is a number", Answer(200, $$"""{"CodeResult":100,"SMSID":"{{EsmsUnderTest.SmsId}}"}"""), new Accepted(EsmsUnderTest.SmsId)),
        new("malformed: not JSON", Answer(200, "OK"), new InDoubt("malformed-answer")),
        new("malformed: a list", Answer(200, "[]"), new InDoubt("malformed-answer")),
        new("malformed: cut off", Answer(200, """{"CodeResult":"100","""), new InDoubt("malformed-answer")),
        new("malformed: no code", Answer(200, """{"SMSID":"1"}"""), new InDoubt("malformed-answer")),
        new("malformed: accepted without an id", Code("100"), new InDoubt("malformed-answer")),
    ]).ToDictionary(c => c.Name);

    private static Func<ServerCall, Task> Code(string code) => Answer(200, $$"""{"CodeResult":"{{code}}","CountRegenerate":0,"ErrorMessage":"m"}""");
}
