using CampaignEngine.Channels;
using static CampaignEngine.Tests.Channels.SenderCase;

namespace CampaignEngine.Tests.Channels;

/// <summary>The table of cases in Twilio's words.</summary>
internal static class TwilioCases
{
    public static readonly IReadOnlyDictionary<string, SenderCase> All = OfAll($$"""{"sid":"{{TwilioUnderTest.Sid}}"}""").Concat(
    [
        new("accepted", Answer(201, $$"""{"sid":"{{TwilioUnderTest.Sid}}","status":"queued","num_segments":"2","price":null,"subresource_uris":{"media":"x"} }"""),
            new Accepted(TwilioUnderTest.Sid, 2)),
        new("accepted by a messaging service", Answer(201, $$"""{"sid":"{{TwilioUnderTest.Sid}}","num_segments":"0"}"""), new Accepted(TwilioUnderTest.Sid)),
        new("rejected: number", Error(400, 21211), new Rejected(RejectionKind.Recipient, "21211")),
        new("rejected: landline", Error(400, 21635), new Rejected(RejectionKind.Recipient, "21635")),
        new("rejected: opted out", Error(400, 21610), new Rejected(RejectionKind.Recipient, "21610", Suppress: true)),
        new("rejected: text", Error(400, 21617), new Rejected(RejectionKind.Content, "21617")),
        new("rejected: unknown code", Error(400, 29999), new Rejected(RejectionKind.Content, "29999")),
        new("rejected: token", Error(401, 20003), new Rejected(RejectionKind.Configuration, "20003")),
        new("rejected: country", Error(400, 21408), new Rejected(RejectionKind.Configuration, "21408")),
        new("rejected: not Twilio's words", Answer(403, "<html>"), new Rejected(RejectionKind.Configuration, "http-403")),
        new("throttled: 20429", Error(400, 20429), new Throttled(TimeSpan.FromSeconds(1), "20429")),
        new("throttled: queue full", Error(400, 21611), new Throttled(TimeSpan.FromMinutes(1), "21611")),
        new("503 with a code", Error(503, 20429), new InDoubt("http-503")),
        new("malformed: not JSON", Answer(201, "OK"), new InDoubt("malformed-answer")),
        new("malformed: cut off", Answer(201, $$"""{"sid":"{{TwilioUnderTest.Sid}}","""), new InDoubt("malformed-answer")),
        new("malformed: no id", Answer(201, """{"status":"queued"}"""), new InDoubt("malformed-answer")),
        new("malformed: another id", Answer(201, """{"sid":"CA0123456789abcdef0123456789abcdef"}"""), new InDoubt("malformed-answer")),
        new("malformed: id is a number", Answer(201, """{"sid":12}"""), new InDoubt("malformed-answer")),
    ]).ToDictionary(c => c.Name);

    private static Func<ServerCall, Task> Error(int status, int code) =>
        Answer(status, $$"""{"code":{{code}},"message":"m","more_info":"u","status":{{status}}}""");
}
