using System.Net;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Zalo;

/// <summary>
/// Template messages of a Zalo Official Account, by phone number or by a follower's user id. Zalo drops no repetition: what is in doubt stays so
/// until its receipt comes.
/// </summary>
public sealed class ZaloChannel : IChannel
{
    public const string Name = "zalo";
    public const string WebhookPath = "/webhooks/zalo";

    private readonly ZaloOptions options;
    private readonly ZaloTokens tokens;
    private readonly ZaloRequest requests;
    private readonly QuotaLedger quotas;
    private readonly TimeProvider clock;
    private readonly TimeProvider time;
    private readonly SenderPost post;

    /// <param name="clock">Business time: quotas open by it.</param>
    /// <param name="time">The machine's time: it limits calls.</param>
    internal ZaloChannel(HttpClient http, IOptions<ZaloOptions> options, ZaloTokens tokens, ZaloRequest requests, QuotaLedger quotas, TimeProvider clock, TimeProvider time)
    {
        (this.options, this.tokens, this.requests, this.quotas, this.clock, this.time) = (options.Value, tokens, requests, quotas, clock, time);
        Limits = this.options.Limits;
        post = new SenderPost(http, this.options, time, Read);
    }

    public string Provider => Name;

    public string Medium => "zalo";

    public ReceiptMeaning Receipts => options.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 1);

    /// <summary>A token may have to be waited for, and the call be made once more with a renewed one.</summary>
    public TimeSpan LongestCall => 3 * options.LongestCall;

    public SenderLimits Limits { get; }

    public IReadOnlySet<string> PassingCodes => ZaloErrors.All.Passing;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        var message = batch.Single();
        if (ZaloRequest.IsPhone(message.Address) && await quotas.FindAsync(Name, cancel) is { Remaining: <= 0 })
            return [ZaloErrors.QuotaUsedUp.ToOutcome(RetryAfter.Default, clock.GetUtcNow(), ZaloErrors.Opens)];
        var (token, failure) = await TokenAsync(refused: null, cancel);
        if (token is null) return [failure!];
        var outcome = await CallAsync(message, token, cancel);
        // Zalo looked at the token and at nothing else: the same message may be sent again, once.
        if (!ZaloErrors.IsOfToken(outcome)) return [outcome];
        var (renewed, why) = await TokenAsync(token.Access, cancel);
        return [renewed is null ? why! : await CallAsync(message, renewed, cancel)];
    }

    /// <summary>A renewal that takes long goes on by itself; this message is surely not sent meanwhile.</summary>
    private async Task<(ZaloToken? Token, SendOutcome? Failure)> TokenAsync(string? refused, CancellationToken cancel)
    {
        try
        {
            return await tokens.GetAsync(refused, CancellationToken.None).WaitAsync(options.LongestCall / 2, time, cancel);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return (null, new Unavailable("token-not-renewed"));
        }
    }

    private async Task<SendOutcome> CallAsync(OutgoingMessage message, ZaloToken token, CancellationToken cancel)
    {
        if (requests.ForSend(message, token) is not { } made) return new Rejected(RejectionKind.Content, "not-a-zalo-text");
        using (made.Request)
        {
            var outcome = await post.SendAsync(made.Request, made.Content, cancel);
            return outcome is Accepted taken && !ZaloRequest.IsPhone(message.Address) ? taken with { ById = true } : outcome;
        }
    }

    private SendOutcome Read(HttpStatusCode status, byte[] body, TimeSpan? asked)
    {
        var answer = ZaloAnswer.TryRead(body);
        // Written at most every few seconds; the next message need not wait for it.
        if (answer?.Quota is { } quota) _ = quotas.NoteAsync(Name, quota, CancellationToken.None);
        return ZaloOutcome.Of(status, answer, asked, clock.GetUtcNow());
    }
}
