using CampaignEngine.Channels;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Channels.Zalo;

/// <summary>The table of cases in Zalo's words: what is refused comes with HTTP 200. The clock stands at 08:00 on 5 May 2026 in Vietnam.</summary>
internal static class ZaloCases
{
    public const string MessageId = "15a0cc0bbb13bd4ce403";
    public const string Accepted = $$$"""{"error":0,"message":"Success","data":{"msg_id":"{{{MessageId}}}","sent_time":"1626926349402","quota":{"dailyQuota":"500","remainingQuota":"499"} } }""";

    private static readonly DateTimeOffset Midnight = new(2026, 5, 6, 0, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateTimeOffset SixTomorrow = new(2026, 5, 6, 6, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateTimeOffset InAnHour = new(2026, 5, 5, 9, 0, 0, TimeSpan.FromHours(7));

    public static readonly IReadOnlyDictionary<string, SenderCase> All = OfAll(Accepted).Concat(
    [
        new("accepted", Answer(200, Accepted), new Accepted(MessageId)),
        new("accepted: error is a text", Answer(200, $$$"""{"error":"0","data":{"msg_id":"{{{MessageId}}}"}}"""), new Accepted(MessageId)),
        .. Each(["-108", "-110", "-114", "-1471"], code => new Rejected(RejectionKind.Recipient, code)),
        .. Each(["-118", "-119"], code => new Rejected(RejectionKind.Absent, code)),
        .. Each(["-139", "-140", "-141", "-244"], code => new Rejected(RejectionKind.Recipient, code, Suppress: true)),
        .. Each(["-131", "-146", "-9999"], code => new Rejected(RejectionKind.Content, code)),
        .. Each(["-32"], code => new Throttled(TimeSpan.FromSeconds(1), code)),
        .. Each(["-100", "-200"], code => new Throttled(TimeSpan.FromMinutes(1), code)),
        .. Each(["-144", "-147", "-211"], code => new QuotaUntil(Midnight, code)),
        .. Each(["-133", "-234"], code => new QuotaUntil(SixTomorrow, code)),
        .. Each(["-115"], code => new QuotaUntil(InAnHour, code)),
        new("rejected: not Zalo's words", Answer(403, "<html>"), new Rejected(RejectionKind.Configuration, "http-403")),
        new("malformed: not JSON", Answer(200, "OK"), new InDoubt("malformed-answer")),
        new("malformed: a list", Answer(200, "[]"), new InDoubt("malformed-answer")),
        new("malformed: cut off", Answer(200, """{"error":0,"data":{"msg_id":"""), new InDoubt("malformed-answer")),
        new("malformed: no error", Answer(200, """{"data":{"msg_id":"1"}}"""), new InDoubt("malformed-answer")),
        new("malformed: accepted without an id", Answer(200, """{"error":0,"data":{}}"""), new InDoubt("malformed-answer")),
    ]).ToDictionary(c => c.Name);

    public static string Error(string code) => $$"""{"error":{{code}},"message":"m"}""";

    private static IEnumerable<SenderCase> Each(string[] codes, Func<string, SendOutcome> outcome) =>
        codes.Select(code => new SenderCase($"code {code}", Answer(200, Error(code)), outcome(code)));
}
