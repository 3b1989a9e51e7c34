using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Twilio;

/// <summary>
/// Reads Twilio's message resources: one by its sid, or, where the answer with the sid was lost, the newest to that number
/// (https://www.twilio.com/docs/messaging/api/message-resource). Twilio keeps no reference of ours in them.
/// </summary>
public sealed class TwilioLookUp(HttpClient http, IOptions<TwilioOptions> options) : ILookUp
{
    // Twilio's largest page. A number that got more than this in all the time Twilio keeps is left for a person.
    private const int Page = 1000;

    // Answers that stay the same when asked again at once.
    private const string TooMany = "too-many";
    private const string LikeText = "like-text";

    // Clocks differ by seconds and Twilio's times are whole ones. What is older and ours holds its own id.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SenderRead read = new(http, options.Value, TooMany, LikeText);

    private readonly AuthenticationHeaderValue credentials = options.Value.Credentials;

    public string Provider => TwilioChannel.Name;

    public string Medium => "sms";

    public TimeSpan? NotFoundAfter => options.Value.NotFoundAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel) => read.AskAsync(
        () => new HttpRequestMessage(HttpMethod.Get, Address(question)) { Headers = { Authorization = credentials } },
        (status, body) => status switch
        {
            HttpStatusCode.OK => Read(question, body),
            HttpStatusCode.NotFound => new NotFound(),
            var other => new Unanswered($"http-{(int)other}"),
        }, cancel);

    // DateSent is null, and thus matches no filter, while a message is queued: only the number is asked for, and the time is compared here.
    private string Address(LookUpQuestion question)
    {
        var messages = $"{options.Value.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{options.Value.AccountSid}/Messages";
        return question.ProviderId is { } sid ? $"{messages}/{sid}.json" : $"{messages}.json?To={Uri.EscapeDataString(question.Address)}&PageSize={Page}";
    }

    private static LookUpAnswer Read(LookUpQuestion question, byte[] body)
    {
        if (TwilioResource.TryRead(body) is not { } resources) return new Unanswered("malformed-answer");
        if (question.ProviderId is not null) return resources is [var one] ? new Found([one.ToReceipt(question.Reference)]) : new Unanswered("malformed-answer");
        var near = resources.Where(r => r.To == question.Address && r.CreatedAt >= question.Since - Margin).ToList();
        var candidates = near.Where(r => r.Reads(question.Body)).OrderBy(r => r.CreatedAt).Select(r => r.ToReceipt(question.Reference)).ToList();
        if (candidates.Count > 0) return new Found(candidates);
        if (near.Any(r => r.Contains(question.Body))) return new Unanswered(LikeText);
        // Where the queued stand in a list that is ordered by the day of sending is not promised: a full page proves nothing.
        return resources.Count >= Page ? new Unanswered(TooMany) : new NotFound();
    }
}
