using System.Net;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Esms;

/// <summary>
/// Reads a message by its SMSID (eSMS keeps them for 7 days). One whose answer was lost has none, and eSMS cannot be asked by our RequestId: it is
/// sent once more under the same one, which eSMS drops with code 124 if it has it.
/// </summary>
public sealed class EsmsLookUp : ILookUp
{
    private readonly EsmsOptions options;
    private readonly EsmsRequest requests;
    private readonly SenderRead read;
    private readonly SenderPost post;
    private readonly TimeProvider time;

    internal EsmsLookUp(HttpClient http, IOptions<EsmsOptions> options, EsmsRequest requests, TimeProvider time)
    {
        this.options = options.Value;
        this.requests = requests;
        read = new SenderRead(http, this.options, [.. EsmsErrors.All.Select(e => e.Code)]);
        post = new SenderPost(http, this.options, time, EsmsOutcome.Of);
        this.time = time;
    }

    public string Provider => EsmsChannel.Name;

    public string Medium => "sms";

    /// <summary>Never: what eSMS does not find, it may have been given and lost after seven days.</summary>
    public TimeSpan? NotFoundAfter => null;

    public bool Repeats => options.RepeatHours > 0;

    public async Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel)
    {
        if (question.ProviderId is { } id) return await read.AskAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(id)), (status, body) => Read(question, status, body), cancel);
        // Later than this eSMS may have forgotten the RequestId, and the message would go out twice.
        if (!Repeats || time.GetUtcNow() >= question.Since.AddHours(options.RepeatHours)) return new Unanswered("too-late-to-repeat");
        var (request, content) = requests.For(question.Reference, question.Attempt, question.Address, question.Body);
        using (request) return Word(question, await post.SendAsync(request, content, cancel));
    }

    private Uri Address(string id) => options.Address(
        $"/MainService.svc/json/GetSendStatus?RefId={Uri.EscapeDataString(id)}&ApiKey={Uri.EscapeDataString(options.ApiKey)}&SecretKey={Uri.EscapeDataString(options.SecretKey)}");

    private static LookUpAnswer Read(LookUpQuestion question, HttpStatusCode status, byte[] body)
    {
        if (status != HttpStatusCode.OK) return new Unanswered($"http-{(int)status}");
        if (EsmsAnswer.TryRead(body) is not { } answer) return new Unanswered("malformed-answer");
        if (answer.Code != EsmsErrors.Accepted) return new Unanswered(answer.Code);
        return answer.Status is { } number
            ? new Found([EsmsReceipts.Of(question.Reference, question.ProviderId!, $"{number}", answer.Succeeded, answer.Failed)])
            : new Unanswered("malformed-answer");
    }

    private static LookUpAnswer Word(LookUpQuestion question, SendOutcome outcome) => outcome switch
    {
        Accepted taken => new Found([new Receipt(question.Reference, taken.ProviderId, DeliveryStatus.Accepted, "repeated", Code: null, At: null)]),
        Rejected { Kind: not RejectionKind.Configuration } refused =>
            new Found([new Receipt(question.Reference, null, DeliveryStatus.Failed, "repeated", refused.Code, At: null, refused.Suppress)]),
        Rejected { Code: var code } => new Unanswered(code),
        Throttled { Code: var code } => new Unanswered(code),
        Unavailable { Code: var code } => new Unanswered(code),
        InDoubt { Code: var code } => new Unanswered(code),
        _ => new Unanswered("no-answer"),
    };
}
