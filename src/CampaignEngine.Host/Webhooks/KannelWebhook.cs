using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Channels.Kannel;
using CampaignEngine.Inbox;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Webhooks;

/// <summary>What Kannel calls, by GET and without a signature: our own in the receipt's address, and the key in that of replies, vouch for it.</summary>
internal static class KannelWebhook
{
    public static IEndpointRouteBuilder MapKannelWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(KannelChannel.StatusPath, StatusAsync);
        routes.MapGet(KannelChannel.InboundPath("{key}"), InboundAsync);
        return routes;
    }

    private static async Task<IResult> StatusAsync(HttpRequest request, string? m, string? h, KannelReceipts reader, CancellationToken cancel)
    {
        var (body, refused) = await WebhookIntake.AdmitAsync(request, KannelChannel.Name, isSigned: null, cancel);
        return refused ?? await WebhookIntake.StoreReceiptAsync(request, reader, m, h, body!, cancel) ?? Results.Ok();
    }

    private static async Task<IResult> InboundAsync(HttpRequest request, string key, KannelReceipts reader, IOptions<KannelOptions> options, CancellationToken cancel)
    {
        var expected = options.Value.InboundKey;
        if (expected.Length == 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(expected)))
            return await WebhookIntake.RefuseAsync(request, KannelChannel.Name, RejectionReason.Signature);
        var (body, refused) = await WebhookIntake.AdmitAsync(request, KannelChannel.Name, isSigned: null, cancel);
        // An empty answer: to any other Kannel would send it to the person.
        return refused ?? await WebhookIntake.StoreReplyAsync(request, reader, body!, cancel) ?? Results.Text("");
    }
}
