using System.Net;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

/// <summary>
/// Reads a notice by its id. One whose answer was lost is handed over once more under the same id, which the app's side drops with "known" if it has it.
/// </summary>
/// <param name="time">The machine's time.</param>
internal sealed class VssidLookUp(HttpClient http, IOptions<VssidOptions> options, VssidRequest requests, VssidKey key, VssidChannel channel, TimeProvider time) : ILookUp
{
    private readonly SenderRead read = new(http, options.Value);

    public string Provider => VssidChannel.Name;

    public string Medium => VssidChannel.Name;

    /// <summary>Never: that it is not known may mean that its term is over.</summary>
    public TimeSpan? NotFoundAfter => null;

    public bool Repeats => options.Value.RepeatHours > 0;

    public async Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel)
    {
        if (await key.FindAsync(cancel) is not { } secret) return new Unanswered("no-credential");
        if (question.ProviderId is { } id)
            return await read.AskAsync(() => requests.ForRead(id, secret), (status, body) => Read(question.Reference, id, status, body), cancel);
        if (!Repeats || time.GetUtcNow() >= question.Since.AddHours(options.Value.RepeatHours)) return new Unanswered("too-late-to-repeat");
        if (VssidText.TryRead(question.Body) is not { } text) return new Unanswered("not-a-notice");
        var message = new OutgoingMessage(question.Reference, question.Address, question.Body, 1, TimeSpan.FromHours(options.Value.RepeatHours), question.Attempt);
        var sent = AttemptId.Of(question.Reference, question.Attempt);
        return await channel.CallAsync([(message, text)], secret, cancel) switch
        {
            VssidWords words => Word(question, VssidAnswer.OfNotice(sent, words)),
            Rejected { Code: var code } => new Unanswered(code),
            Throttled { Code: var code } => new Unanswered(code),
            Unavailable { Code: var code } => new Unanswered(code),
            InDoubt { Code: var code } => new Unanswered(code),
            _ => new Unanswered("no-answer"),
        };
    }

    private static LookUpAnswer Read(MessageReference reference, string id, HttpStatusCode status, byte[] body)
    {
        if (status != HttpStatusCode.OK) return new Unanswered($"http-{(int)status}");
        return VssidEvent.TryRead(body) switch
        {
            { Word: VssidStatuses.Unknown } => new NotFound(),
            { } found when found.Id == id => new Found([VssidReceipts.Of(reference, found)]),
            // Of another notice, or no answer at all.
            _ => new Unanswered("malformed-answer"),
        };
    }

    private static LookUpAnswer Word(LookUpQuestion question, SendOutcome outcome) => outcome switch
    {
        Accepted taken => new Found([new Receipt(question.Reference, taken.ProviderId, DeliveryStatus.Accepted, "repeated", Code: null, At: null)]),
        Rejected refused => new Found([new Receipt(question.Reference, null, DeliveryStatus.Failed, "repeated", refused.Code, At: null, refused.Suppress)]),
        Throttled { Code: var code } => new Unanswered(code),
        InDoubt { Code: var code } => new Unanswered(code),
        _ => new Unanswered("no-answer"),
    };
}
