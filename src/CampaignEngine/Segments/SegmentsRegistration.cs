using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Segments;

internal static class SegmentsRegistration
{
    public static IServiceCollection AddSegments(this IServiceCollection services) =>
        services.AddSingleton<SegmentCatalogue>().AddSingleton<RestrictedFields>().AddSingleton<SaveSegment>().AddSingleton<SegmentPreview>();
}
