namespace CampaignEngine.Host.Webhooks;

/// <summary>Every provider's callbacks; one line a provider.</summary>
internal static class Webhooks
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapTwilioWebhooks();
        routes.MapEsmsWebhooks();
        routes.MapKannelWebhooks();
        routes.MapZaloWebhooks();
        routes.MapVssidWebhooks();
    }
}
