using System.Net.Http.Headers;
using System.Text;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace CampaignEngine.Channels.Twilio;

/// <summary>SMS through Twilio's REST API. Twilio has no idempotency key: what is in doubt stays so until a receipt comes.</summary>
public sealed class TwilioChannel : IChannel, IForeignRoute
{
    public const string Name = "twilio";
    public const string StatusPath = "/webhooks/twilio/status";
    public const string InboundPath = "/webhooks/twilio/inbound";

    private readonly HttpClient http;
    private readonly TwilioOptions options;
    private readonly WebhookOptions webhooks;
    private readonly EngineSecrets secrets;
    private readonly ResiliencePipeline<SendOutcome> pipeline;
    private readonly Uri address;
    private readonly AuthenticationHeaderValue credentials;

    /// <param name="time">The machine's time, not business time: it limits calls.</param>
    public TwilioChannel(HttpClient http, IOptions<TwilioOptions> options, IOptions<WebhookOptions> webhooks, EngineSecrets secrets, TimeProvider time)
    {
        this.http = http;
        this.options = options.Value;
        this.webhooks = webhooks.Value;
        Limits = new SenderLimits(this.options.DongPerPart, this.options.MessagesPerDay, this.options.MessagesPerMonth, this.options.QuotaZone, this.options.PartsPerSecond);
        this.secrets = secrets;
        pipeline = TwilioPipeline.Create(this.options, time);
        address = new Uri($"{this.options.BaseUrl.TrimEnd('/')}/2010-04-01/Accounts/{this.options.AccountSid}/Messages.json");
        credentials = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{this.options.AccountSid}:{this.options.AuthToken}")));
    }

    public string Provider => Name;

    public string Medium => "sms";

    public ReceiptMeaning Receipts => options.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 1);

    public TimeSpan LongestCall => TimeSpan.FromSeconds(options.AnswerSeconds);

    public SenderLimits Limits { get; }

    public IReadOnlySet<string> PassingCodes => TwilioErrors.Passing;

    public string? TransferDossier => options.TransferDossier;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        try
        {
            var outcome = await pipeline.ExecuteAsync(
                static async (state, token) => await state.Channel.PostAsync(state.Message, token), (Channel: this, Message: batch.Single()), cancel);
            return [outcome];
        }
        catch (BrokenCircuitException)
        {
            return [new Unavailable("circuit-open")];
        }
        catch (OperationCanceledException)
        {
            // Asked to stop before the call began.
            return [new Unavailable("cancelled")];
        }
    }

    private async Task<SendOutcome> PostAsync(OutgoingMessage message, CancellationToken cancel)
    {
        using var content = new WatchedContent(Form(message), FormWriter.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = credentials;
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            return TwilioOutcome.Of(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel), answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return content.Begun ? new InDoubt(Code(failure)) : new Unavailable(Code(failure));
        }
    }

    private ReadOnlyMemory<byte> Form(OutgoingMessage message)
    {
        var form = new FormWriter().Add("To"u8, message.Address).Add("Body"u8, message.Body);
        form = options.MessagingServiceSid.Length > 0 ? form.Add("MessagingServiceSid"u8, options.MessagingServiceSid) : form.Add("From"u8, options.From);
        // Twilio takes 1 to 36000 seconds.
        form.Add("ValidityPeriod"u8, $"{Math.Clamp((int)message.ValidFor.TotalSeconds, 1, 36_000)}");
        if (webhooks.PublicBaseUrl.Length > 0) form.Add("StatusCallback"u8, CallbackAddress(message.Reference));
        return form.Written;
    }

    private string CallbackAddress(MessageReference reference) =>
        webhooks.Address($"{StatusPath}?m={reference}&h={CallbackTag.Of(secrets.WebhookKey, Name, reference)}");

    private static string Code(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known => $"http-{known.HttpRequestError}",
        OperationCanceledException => "timeout",
        _ => "connection-lost",
    };
}
