using CampaignEngine.Channels;

namespace CampaignEngine.Tests.Channels;

/// <summary>The table of cases every provider has, in Twilio's words (docs/adding-a-channel.md lists the mandatory ones).</summary>
internal sealed record TwilioCase(string Name, Func<ServerCall, Task> Behave, SendOutcome Expected)
{
    public static readonly IReadOnlyDictionary<string, TwilioCase> All = new TwilioCase[]
    {
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
        new("throttled: 429", Answer(429, "", "Retry-After: 7\r\n"), new Throttled(TimeSpan.FromSeconds(7), "429")),
        new("throttled: 20429", Error(400, 20429), new Throttled(TimeSpan.FromSeconds(1), "20429")),
        new("throttled: queue full", Error(400, 21611), new Throttled(TimeSpan.FromMinutes(1), "21611")),
        new("500", Answer(500, "{}"), new InDoubt("http-500")),
        new("503 with a code", Error(503, 20429), new InDoubt("http-503")),
        new("redirect", Answer(307, "", "Location: /elsewhere\r\n"), new InDoubt("http-307")),
        new("timeout after the write", call => call.HangAsync(), new InDoubt("timeout")),
        new("timeout within the answer", async call =>
        {
            await call.SendRawAsync("HTTP/1.1 201 x\r\nContent-Length: 100\r\n\r\n{\"sid\":");
            await call.HangAsync();
        }, new InDoubt("timeout")),
        new("reset after the write", call => call.ResetAsync(), new InDoubt("connection-lost")),
        new("malformed: not JSON", Answer(201, "OK"), new InDoubt("malformed-answer")),
        new("malformed: cut off", Answer(201, $$"""{"sid":"{{TwilioUnderTest.Sid}}","""), new InDoubt("malformed-answer")),
        new("malformed: no id", Answer(201, """{"status":"queued"}"""), new InDoubt("malformed-answer")),
        new("malformed: another id", Answer(201, """{"sid":"CA0123456789abcdef0123456789abcdef"}"""), new InDoubt("malformed-answer")),
        new("malformed: id is a number", Answer(201, """{"sid":12}"""), new InDoubt("malformed-answer")),
        new("malformed: not HTTP", call => call.SendRawAsync("SMPP\r\n\r\n"), new InDoubt("http-InvalidResponse")),
    }.ToDictionary(c => c.Name);

    private static Func<ServerCall, Task> Answer(int status, string body, string headers = "") => call => call.AnswerAsync(status, body, headers);

    private static Func<ServerCall, Task> Error(int status, int code) =>
        Answer(status, $$"""{"code":{{code}},"message":"m","more_info":"u","status":{{status}}}""");
}
