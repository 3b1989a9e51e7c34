using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary>Customer-care messages to somebody who wrote to the account within the last seven days.</summary>
internal sealed class ZaloAnswers : IAnswers
{
    private readonly ZaloTokens tokens;
    private readonly ZaloRequest requests;
    private readonly SenderPost post;

    /// <param name="clock">Business time: quotas open by it.</param>
    /// <param name="time">The machine's time: it limits calls.</param>
    public ZaloAnswers(HttpClient http, ZaloOptions options, ZaloTokens tokens, ZaloRequest requests, TimeProvider clock, TimeProvider time)
    {
        (this.tokens, this.requests) = (tokens, requests);
        post = new SenderPost(http, options, time, (status, body, asked) => ZaloOutcome.Of(status, ZaloAnswer.TryRead(body), asked, clock.GetUtcNow()));
    }

    public string Provider => ZaloChannel.Name;

    // Zalo's own rule for this kind of message.
    public TimeSpan? Within => TimeSpan.FromDays(7);

    public bool IsPublic => false;

    public int Longest => 2000;

    public async Task<SendOutcome> AnswerAsync(string to, string text, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { recipient = new { user_id = to }, message = new { text } });
        string? refused = null;
        while (true)
        {
            var (token, failure) = await tokens.GetAsync(refused, cancel);
            if (token is null) return failure ?? new Unavailable("token-not-renewed");
            using var content = new WatchedContent(body, "application/json");
            using var request = requests.ForAnswer(content, token);
            var outcome = await post.SendAsync(request, content, cancel);
            // Zalo looked at the token and at nothing else: the same words may go once more.
            if (refused is not null || !ZaloErrors.IsOfToken(outcome)) return outcome;
            refused = token.Access;
        }
    }
}
