using System.Net.Http.Headers;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Twilio;

/// <summary>SMS through Twilio's REST API. Twilio has no idempotency key: what is in doubt stays so until a receipt comes.</summary>
public sealed class TwilioChannel : IChannel, IForeignRoute
{
    public const string Name = "twilio";
    public const string StatusPath = "/webhooks/twilio/status";
    public const string InboundPath = "/webhooks/twilio/inbound";

    private readonly TwilioOptions options;
    private readonly WebhookOptions webhooks;
    private readonly EngineSecrets secrets;
    private readonly SenderPost post;
    private readonly Uri address;
    private readonly AuthenticationHeaderValue credentials;

    /// <param name="time">The machine's time, not business time: it limits calls.</param>
    public TwilioChannel(HttpClient http, IOptions<TwilioOptions> options, IOptions<WebhookOptions> webhooks, EngineSecrets secrets, TimeProvider time)
    {
        this.options = options.Value;
        this.webhooks = webhooks.Value;
        this.secrets = secrets;
        Limits = this.options.Limits;
        post = new SenderPost(http, this.options, time, TwilioOutcome.Of);
        address = this.options.Address($"/2010-04-01/Accounts/{this.options.AccountSid}/Messages.json");
        credentials = this.options.Credentials;
    }

    public string Provider => Name;

    public string Medium => "sms";

    public string? SenderName => options.From.Length > 0 ? options.From : null;

    public ReceiptMeaning Receipts => options.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 1);

    public TimeSpan LongestCall => options.LongestCall;

    public SenderLimits Limits { get; }

    public IReadOnlySet<string> PassingCodes => TwilioErrors.All.Passing;

    public string? TransferDossier => options.TransferDossier;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        using var content = new WatchedContent(Form(batch.Single()), FormWriter.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = credentials;
        return [await post.SendAsync(request, content, cancel)];
    }

    private ReadOnlyMemory<byte> Form(OutgoingMessage message)
    {
        var form = new FormWriter().Add("To"u8, message.Address).Add("Body"u8, message.Body);
        form = options.MessagingServiceSid.Length > 0 ? form.Add("MessagingServiceSid"u8, options.MessagingServiceSid) : form.Add("From"u8, options.From);
        // Twilio takes 1 to 36000 seconds.
        form.Add("ValidityPeriod"u8, $"{Math.Clamp((int)message.ValidFor.TotalSeconds, 1, 36_000)}");
        if (CallbackTag.Address(webhooks, secrets, StatusPath, Name, message.Reference) is { } callback) form.Add("StatusCallback"u8, callback);
        return form.Written;
    }
}
