using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using CampaignEngine.Inbox;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Webhooks;

/// <summary>What Twilio calls: checked, stored raw and durable, then answered. Nothing is applied here.</summary>
internal static class TwilioWebhook
{
    private const string EmptyTwiml = """<?xml version="1.0" encoding="UTF-8"?><Response/>""";

    public static IEndpointRouteBuilder MapTwilioWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(TwilioChannel.StatusPath, StatusAsync);
        routes.MapPost(TwilioChannel.InboundPath, InboundAsync);
        return routes;
    }

    /// <param name="m">Our reference.</param>
    /// <param name="h">Our signature of it.</param>
    private static async Task<IResult> StatusAsync(
        HttpRequest request, string? m, string? h, TwilioReceipts reader, EngineSecrets secrets, RawInbox inbox, CancellationToken cancel)
    {
        var (body, refused) = await AdmitAsync(request, cancel);
        if (body is null) return refused!;
        if (!MessageReference.TryParse(m, out var reference) || reader.Read(reference, body) is null) return await RefuseAsync(request, RejectionReason.Shape);
        if (!CallbackTag.Matches(secrets.WebhookKey, TwilioChannel.Name, reference, h ?? "")) return await RefuseAsync(request, RejectionReason.Signature);
        await inbox.StoreAsync(TwilioChannel.Name, InboxKind.Receipt, reference.ToString(), body, cancel);
        return Results.Ok();
    }

    private static async Task<IResult> InboundAsync(HttpRequest request, TwilioReceipts reader, RawInbox inbox, CancellationToken cancel)
    {
        var (body, refused) = await AdmitAsync(request, cancel);
        if (body is null) return refused!;
        if (reader.Read(body) is null) return await RefuseAsync(request, RejectionReason.Shape);
        await inbox.StoreAsync(TwilioChannel.Name, InboxKind.Reply, reference: null, body, cancel);
        return Results.Text(EmptyTwiml, "text/xml");
    }

    private static async Task<(byte[]? Body, IResult? Refused)> AdmitAsync(HttpRequest request, CancellationToken cancel)
    {
        var webhooks = request.HttpContext.RequestServices.GetRequiredService<IOptions<WebhookOptions>>().Value;
        if (await WebhookBody.ReadAsync(request, webhooks.MaxBodyBytes, cancel) is not { } body) return (null, await RefuseAsync(request, RejectionReason.Size));
        if (!IsSigned(request, webhooks, body)) return (null, await RefuseAsync(request, RejectionReason.Signature));
        return (body, null);
    }

    /// <summary>Twilio signs the public address, which behind a proxy is not the one this process sees.</summary>
    private static bool IsSigned(HttpRequest request, WebhookOptions webhooks, byte[] body)
    {
        var token = request.HttpContext.RequestServices.GetRequiredService<IOptions<TwilioOptions>>().Value.AuthToken;
        // Without a token anybody could sign.
        if (token.Length == 0 || webhooks.PublicBaseUrl.Length == 0) return false;
        var isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        return TwilioSignature.IsValid(token, new Uri(webhooks.Address(request.Path + request.QueryString)), body, isForm, request.Headers[TwilioSignature.Header].ToString());
    }

    private static async Task<IResult> RefuseAsync(HttpRequest request, RejectionReason reason)
    {
        await request.HttpContext.RequestServices.GetRequiredService<InboxRejections>().CountAsync(TwilioChannel.Name, reason, request.HttpContext.RequestAborted);
        return Results.StatusCode(reason switch
        {
            RejectionReason.Size => StatusCodes.Status413PayloadTooLarge,
            RejectionReason.Signature => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        });
    }
}
