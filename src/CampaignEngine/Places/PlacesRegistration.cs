using CampaignEngine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Places;

internal static class PlacesRegistration
{
    public static IServiceCollection AddPlaces(this IServiceCollection services) =>
        services.AddSingleton<ISeed, PlacesSeed>().AddSingleton<ImportPlaces>().AddSingleton<ProvinceList>();
}
