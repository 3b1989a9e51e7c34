using System.Globalization;
using System.Text;
using CampaignEngine.Storage;
using CampaignEngine.Text;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Kannel;

/// <summary>
/// SMS through a Kannel of the house, and so through any operator over SMPP. Kannel keeps no reference of ours and cannot be asked: what is in doubt
/// waits for its receipt, which comes to an address that names the message.
/// </summary>
public sealed class KannelChannel : IChannel
{
    public const string Name = "kannel";
    public const string StatusPath = "/webhooks/kannel/status";

    // Delivered, failed, buffered, taken by the centre, refused by it (Kannel's dlr-mask).
    private const string Mask = "31";
    private const int OnePart = 70;

    private readonly KannelOptions options;
    private readonly WebhookOptions callbacks;
    private readonly EngineSecrets secrets;
    private readonly SenderPost post;
    private readonly Uri address;

    /// <param name="time">The machine's time, not business time: it limits calls.</param>
    public KannelChannel(HttpClient http, IOptions<KannelOptions> options, IOptions<WebhookOptions> webhooks, EngineSecrets secrets, TimeProvider time)
    {
        this.options = options.Value;
        this.secrets = secrets;
        callbacks = this.options.CallbackBaseUrl.Length > 0 ? new WebhookOptions { PublicBaseUrl = this.options.CallbackBaseUrl } : webhooks.Value;
        Limits = this.options.Limits;
        post = new SenderPost(http, this.options, time, KannelOutcome.Of);
        address = this.options.Address("/cgi-bin/sendsms");
    }

    public static string InboundPath(string key) => $"/webhooks/kannel/inbound/{key}";

    public string Provider => Name;

    public string Medium => "sms";

    public string? SenderName => options.From;

    public ReceiptMeaning Receipts => options.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 1);

    public TimeSpan LongestCall => options.LongestCall;

    public SenderLimits Limits { get; }

    public IReadOnlySet<string> PassingCodes => KannelErrors.All.Passing;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        var message = batch.Single();
        // Kannel divides a long text without regard to pairs.
        if (message.Body.Length > OnePart && message.Body.Any(char.IsSurrogate)) return [new Rejected(RejectionKind.Content, KannelErrors.OutsideBasicPlane)];
        using var content = new WatchedContent(Encoding.UTF8.GetBytes(message.Body), "text/plain; charset=UTF-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        foreach (var (name, value) in Headers(message)) request.Headers.Add($"X-Kannel-{name}", value);
        return [await post.SendAsync(request, content, cancel)];
    }

    private IEnumerable<(string Name, string Value)> Headers(OutgoingMessage message)
    {
        yield return ("Username", options.User);
        yield return ("Password", options.Password);
        yield return ("From", options.From);
        yield return ("To", message.Address);
        // Left to itself Kannel would write ? for what its alphabet lacks.
        yield return ("Coding", Gsm7.Covers(message.Body) ? "0" : "2");
        yield return ("Validity", Math.Max(1, (int)message.ValidFor.TotalMinutes).ToString(CultureInfo.InvariantCulture));
        if (CallbackTag.Address(callbacks, secrets, StatusPath, Name, message.Reference) is not { } callback) yield break;
        yield return ("DLR-Mask", Mask);
        yield return ("DLR-Url", $"{callback}&d=%d&A=%A&F=%F");
    }
}
