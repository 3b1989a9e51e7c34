using CampaignEngine.Channels.Zalo;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Webhooks;

/// <summary>What Zalo calls: one address for all events. It wants its 200 within two seconds: nothing is done here but storing.</summary>
internal static class ZaloWebhook
{
    public static IEndpointRouteBuilder MapZaloWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ZaloChannel.WebhookPath, EventAsync);
        return routes;
    }

    private static async Task<IResult> EventAsync(
        HttpRequest request, ZaloReceipts reader, ZaloWebhookKey key, IOptions<ZaloOptions> options, CancellationToken cancel)
    {
        var secret = await key.FindAsync(cancel);
        var (body, refused) = await WebhookIntake.AdmitAsync(request, ZaloChannel.Name,
            (call, _, bytes) => ZaloSignature.IsValid(options.Value, secret, bytes, call.Headers[ZaloSignature.Header].ToString()), cancel);
        if (refused is not null) return refused;
        if (ZaloReceipts.ReferenceOf(body) is { } reference) return await WebhookIntake.StoreReceiptAsync(request, reader, reference, body!, cancel) ?? Results.Ok();
        if (reader.ProviderIdOf(body) is { } id)
        {
            await WebhookIntake.StoreReceiptAsync(request, reader.Provider, id, body!, cancel);
            return Results.Ok();
        }
        // Events that say nothing to us are Zalo's right: it is answered, and they are not kept.
        return reader.Read(body) is null ? Results.Ok() : await WebhookIntake.StoreReplyAsync(request, reader, body!, cancel) ?? Results.Ok();
    }
}
