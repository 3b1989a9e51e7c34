using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Esms;

/// <summary>Brand-name SMS of the care kind through eSMS.vn: one number a request, a RequestId that eSMS keeps for 24 hours.</summary>
public sealed class EsmsChannel : IChannel
{
    public const string Name = "esms";
    public const string InboundPath = "/webhooks/esms/inbound";

    private readonly EsmsOptions options;
    private readonly EsmsRequest requests;
    private readonly SenderPost post;

    /// <param name="time">The machine's time, not business time: it limits calls.</param>
    internal EsmsChannel(HttpClient http, IOptions<EsmsOptions> options, EsmsRequest requests, TimeProvider time)
    {
        this.options = options.Value;
        this.requests = requests;
        Limits = this.options.Limits;
        post = new SenderPost(http, this.options, time, EsmsOutcome.Of);
    }

    /// <summary>Reference and signature stand in the path: eSMS puts a query of its own behind the address.</summary>
    public static string StatusPath(string reference, string tag) => $"/webhooks/esms/status/{reference}/{tag}";

    public string Provider => Name;

    public string Medium => "sms";

    public string? SenderName => options.Brandname;

    public ReceiptMeaning Receipts => options.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 1);

    public TimeSpan LongestCall => options.LongestCall;

    public SenderLimits Limits { get; }

    public IReadOnlySet<string> PassingCodes => EsmsErrors.All.Passing;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        var message = batch.Single();
        var (request, content) = requests.For(message.Reference, message.Attempt, message.Address, message.Body);
        using (request) return [await post.SendAsync(request, content, cancel)];
    }

    internal static string? CallbackAddress(WebhookOptions webhooks, EngineSecrets secrets, MessageReference reference) =>
        webhooks.PublicBaseUrl.Length == 0 ? null : webhooks.Address(StatusPath($"{reference}", CallbackTag.Of(secrets.WebhookKey, Name, reference)));
}
