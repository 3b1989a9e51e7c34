using CampaignEngine.Channels;
using CampaignEngine.Channels.Twilio;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Webhooks;

/// <summary>What Twilio calls.</summary>
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
    private static async Task<IResult> StatusAsync(HttpRequest request, string? m, string? h, TwilioReceipts reader, CancellationToken cancel)
    {
        var (body, refused) = await WebhookIntake.AdmitAsync(request, TwilioChannel.Name, IsSigned, cancel);
        return refused ?? await WebhookIntake.StoreReceiptAsync(request, reader, m, h, body!, cancel) ?? Results.Ok();
    }

    private static async Task<IResult> InboundAsync(HttpRequest request, TwilioReceipts reader, CancellationToken cancel)
    {
        var (body, refused) = await WebhookIntake.AdmitAsync(request, TwilioChannel.Name, IsSigned, cancel);
        return refused ?? await WebhookIntake.StoreReplyAsync(request, reader, body!, cancel) ?? Results.Text(EmptyTwiml, "text/xml");
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
}
