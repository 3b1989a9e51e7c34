using System.Globalization;
using System.Net;

namespace CampaignEngine.Channels.Zalo;

/// <summary>
/// Reads a message by Zalo's id for it (<c>GET /message/status</c>). Zalo cannot be asked by our reference: what is in doubt without an id waits for
/// its receipt, and then for a person.
/// </summary>
internal sealed class ZaloLookUp(HttpClient http, ZaloOptions options, ZaloTokens tokens, ZaloRequest requests) : ILookUp
{
    private readonly SenderRead read = new(http, options, [.. ZaloErrors.All.Select(e => e.Code)]);

    public string Provider => ZaloChannel.Name;

    public string Medium => "zalo";

    /// <summary>Never: only what Zalo has taken has an id to be asked by.</summary>
    public TimeSpan? NotFoundAfter => null;

    public async Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel)
    {
        if (question.ProviderId is not { } id) return new Unanswered("no-id");
        string? refused = null;
        while (true)
        {
            var (token, _) = await tokens.GetAsync(refused, cancel);
            if (token is null) return new Unanswered("no-token");
            var answer = await read.AskAsync(
                () => requests.ForRead($"/message/status?message_id={Uri.EscapeDataString(id)}", token), (status, body) => Read(question, id, status, body), cancel);
            if (refused is not null || answer is not Unanswered { Code: var code } || !ZaloErrors.IsOfToken(code)) return answer;
            refused = token.Access;
        }
    }

    private static LookUpAnswer Read(LookUpQuestion question, string id, HttpStatusCode status, byte[] body)
    {
        if (status != HttpStatusCode.OK) return new Unanswered($"http-{(int)status}");
        return ZaloAnswer.TryRead(body) switch
        {
            { Error: ZaloErrors.None, Status: ZaloStatuses.NoSuch } => new NotFound(),
            { Error: ZaloErrors.None, Status: { } number } => new Found([Of(question, id, number.ToString(CultureInfo.InvariantCulture))]),
            { Error: { } code } when code != ZaloErrors.None => new Unanswered(code),
            _ => new Unanswered("malformed-answer"),
        };
    }

    private static Receipt Of(LookUpQuestion question, string id, string word) => new(question.Reference, id, ZaloStatuses.Of(word), word, Code: null, At: null);
}
