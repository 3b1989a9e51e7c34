using CampaignEngine.Channels.Vssid;

namespace CampaignEngine.Host.Webhooks;

/// <summary>What the app's side calls: one later word about one notice, signed over time and body.</summary>
internal static class VssidWebhook
{
    public static IEndpointRouteBuilder MapVssidWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(VssidChannel.WebhookPath, EventAsync);
        return routes;
    }

    private static async Task<IResult> EventAsync(HttpRequest request, VssidReceipts reader, VssidKey key, CancellationToken cancel)
    {
        var secret = await key.FindAsync(cancel);
        var (body, refused) = await WebhookIntake.AdmitAsync(request, VssidChannel.Name, (call, _, bytes) => VssidSignature.IsValid(
            secret, call.Headers[VssidSignature.Time].ToString(), call.Headers[VssidSignature.Header].ToString(), bytes, TimeProvider.System.GetUtcNow()), cancel);
        if (refused is not null) return refused;
        return VssidReceipts.ReferenceOf(body) is { } reference
            ? await WebhookIntake.StoreReceiptAsync(request, reader, reference, body!, cancel) ?? Results.Ok()
            : await WebhookIntake.RefuseAsync(request, VssidChannel.Name, Inbox.RejectionReason.Shape);
    }
}
