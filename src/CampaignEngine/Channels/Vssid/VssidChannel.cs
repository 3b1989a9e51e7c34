using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Notices of the agency's own app, handed over in signed batches, each answered for by itself. The app's side drops a repeated id.</summary>
public sealed class VssidChannel : IChannel
{
    public const string Name = "vssid";
    public const string WebhookPath = "/webhooks/vssid";
    internal const int Version = 1;

    private readonly VssidOptions options;
    private readonly VssidRequest requests;
    private readonly VssidKey key;
    private readonly SenderPost post;

    /// <param name="time">The machine's time, not business time: it limits calls.</param>
    internal VssidChannel(HttpClient http, IOptions<VssidOptions> options, VssidRequest requests, VssidKey key, TimeProvider time)
    {
        (this.options, this.requests, this.key) = (options.Value, requests, key);
        // The app is the agency's own.
        Limits = this.options.Limits with { DongPerPart = this.options.DongPerPart ?? 0 };
        post = new SenderPost(http, this.options, time, VssidAnswer.OfCall);
    }

    public string Provider => Name;

    public string Medium => Name;

    public ReceiptMeaning Receipts => options.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 500);

    public TimeSpan LongestCall => options.LongestCall;

    public SenderLimits Limits { get; }

    public IReadOnlySet<string> PassingCodes => VssidErrors.All.Passing;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        var (secret, failure) = await KeyAsync(cancel);
        if (secret is null) return [.. batch.Select(_ => failure!)];
        var notices = batch.Select(message => (Message: message, Text: VssidText.TryRead(message.Body))).ToList();
        var good = notices.Where(n => n.Text is not null).Select(n => (n.Message, n.Text!)).ToList();
        var answer = good.Count == 0 ? null : await CallAsync(good, secret, cancel);
        return [.. notices.Select(n => n.Text is null ? new Rejected(RejectionKind.Content, "not-a-notice")
            : answer is VssidWords words ? VssidAnswer.OfNotice(AttemptId.Of(n.Message.Reference, n.Message.Attempt), words) : answer!)];
    }

    internal async Task<SendOutcome> CallAsync(IReadOnlyList<(OutgoingMessage Message, VssidText Text)> notices, string secret, CancellationToken cancel)
    {
        var (request, content) = requests.ForSend(notices, secret);
        using (request) return await post.SendAsync(request, content, cancel);
    }

    private async Task<(string? Secret, SendOutcome? Failure)> KeyAsync(CancellationToken cancel)
    {
        try
        {
            return await key.FindAsync(cancel) is { } secret ? (secret, null) : (null, new Rejected(RejectionKind.Configuration, "no-credential"));
        }
        catch (RefusedException unreadable)
        {
            return (null, new Rejected(RejectionKind.Configuration, unreadable.Problems[0].Code));
        }
        catch (Exception away) when (DatabaseOutage.Is(away))
        {
            return (null, new Unavailable("database"));
        }
    }
}
