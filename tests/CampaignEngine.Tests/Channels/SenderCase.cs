using CampaignEngine.Channels;

namespace CampaignEngine.Tests.Channels;

/// <summary>One row of a provider's table of cases: what it does, and the outcome of a message sent to it (docs/adding-a-channel.md lists the mandatory ones).</summary>
internal sealed record SenderCase(string Name, Func<ServerCall, Task> Behave, SendOutcome Expected)
{
    /// <summary>What every provider is held to, whatever its protocol.</summary>
    /// <param name="accepted">The answer of an acceptance, whole.</param>
    public static IEnumerable<SenderCase> OfAll(string accepted) =>
    [
        new("500", Answer(500, "{}"), new InDoubt("http-500")),
        new("503", Answer(503, ""), new InDoubt("http-503")),
        new("redirect", Answer(307, "", "Location: /elsewhere\r\n"), new InDoubt("http-307")),
        new("throttled: 429", Answer(429, "", "Retry-After: 7\r\n"), new Throttled(TimeSpan.FromSeconds(7), "429")),
        new("timeout after the write", call => call.HangAsync(), new InDoubt("timeout")),
        new("timeout within the answer", async call =>
        {
            await call.SendRawAsync($"HTTP/1.1 200 x\r\nContent-Length: {accepted.Length + 100}\r\n\r\n{accepted}");
            await call.HangAsync();
        }, new InDoubt("timeout")),
        new("reset after the write", call => call.ResetAsync(), new InDoubt("connection-lost")),
        new("malformed: not HTTP", call => call.SendRawAsync("SMPP\r\n\r\n"), new InDoubt("http-InvalidResponse")),
    ];

    public static Func<ServerCall, Task> Answer(int status, string body, string headers = "") => call => call.AnswerAsync(status, body, headers);
}
