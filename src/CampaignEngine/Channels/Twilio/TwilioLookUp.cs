using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

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

    private readonly ResiliencePipeline<LookUpAnswer> pipeline = new ResiliencePipelineBuilder<LookUpAnswer>()
        .AddRetry(new RetryStrategyOptions<LookUpAnswer>
        {
            ShouldHandle = new PredicateBuilder<LookUpAnswer>().HandleResult(answer => answer is Unanswered { Code: not (TooMany or LikeText) }),
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            UseJitter = true,
        })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(options.Value.AnswerSeconds) })
        .Build();

    private readonly AuthenticationHeaderValue credentials = new("Basic",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Value.AccountSid}:{options.Value.AuthToken}")));

    public string Provider => TwilioChannel.Name;

    public string Medium => "sms";

    public TimeSpan? NotFoundAfter => options.Value.NotFoundAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public async Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await GetAsync(question, token), cancel);
        }
        catch (TimeoutRejectedException)
        {
            return new Unanswered("timeout");
        }
    }

    private async Task<LookUpAnswer> GetAsync(LookUpQuestion question, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(question));
        request.Headers.Authorization = credentials;
        try
        {
            using var answer = await http.SendAsync(request, cancel);
            var body = await answer.Content.ReadAsByteArrayAsync(cancel);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Read(question, body),
                HttpStatusCode.NotFound => new NotFound(),
                var other => new Unanswered($"http-{(int)other}"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Unanswered("connection-lost");
        }
    }

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
