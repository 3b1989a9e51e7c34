using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Links;

internal static class LinksRegistration
{
    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddOptions<LinksOptions>().BindConfiguration("Links").ValidateDataAnnotations();
        return services.AddSingleton<AddressRules>().AddSingleton<ShortAddress>().AddSingleton<AddLink>().AddSingleton<CloseLink>().AddSingleton<LinkList>()
            .AddSingleton<FindLink>().AddSingleton<LinkClicks>().AddSingleton<PersonalCodes>().AddSingleton<LinkReport>()
            .AddSingleton<SiteStore>().AddSingleton<AddSite>().AddSingleton<CloseSite>().AddSingleton<ConfirmSiteLink>().AddSingleton<SiteCheck>();
    }
}
