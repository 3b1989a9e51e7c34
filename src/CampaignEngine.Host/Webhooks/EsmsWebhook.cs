using CampaignEngine.Channels;
using CampaignEngine.Channels.Esms;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Webhooks;

/// <summary>What eSMS calls, always by GET. It signs no status: our own signature in the address vouches for it.</summary>
internal static class EsmsWebhook
{
    public static IEndpointRouteBuilder MapEsmsWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(EsmsChannel.StatusPath("{reference}", "{tag}"), StatusAsync);
        routes.MapGet(EsmsChannel.InboundPath, InboundAsync);
        return routes;
    }

    private static async Task<IResult> StatusAsync(HttpRequest request, string reference, string tag, EsmsReceipts reader, CancellationToken cancel)
    {
        var (body, refused) = await WebhookIntake.AdmitAsync(request, EsmsChannel.Name, isSigned: null, cancel);
        return refused ?? await WebhookIntake.StoreReceiptAsync(request, reader, reference, tag, body!, cancel) ?? Results.Ok();
    }

    private static async Task<IResult> InboundAsync(HttpRequest request, EsmsReceipts reader, CancellationToken cancel)
    {
        var (body, refused) = await WebhookIntake.AdmitAsync(request, EsmsChannel.Name, IsSigned, cancel);
        return refused ?? await WebhookIntake.StoreReplyAsync(request, reader, body!, cancel) ?? Results.Ok();
    }

    private static bool IsSigned(HttpRequest request, WebhookOptions webhooks, byte[] query) =>
        EsmsSignature.IsValid(request.HttpContext.RequestServices.GetRequiredService<IOptions<EsmsOptions>>().Value, query);
}
