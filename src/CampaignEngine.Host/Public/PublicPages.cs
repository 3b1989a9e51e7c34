namespace CampaignEngine.Host.Public;

/// <summary>What anybody may open, beside the webhooks; all else of the host is the office's.</summary>
internal static class PublicPages
{
    public static void MapPublicPages(this IEndpointRouteBuilder routes)
    {
        routes.MapCheckPage();
        routes.MapTaskPage();
        routes.MapShortLinks();
    }
}
