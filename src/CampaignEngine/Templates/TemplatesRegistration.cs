using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Templates;

internal static class TemplatesRegistration
{
    public static IServiceCollection AddTemplates(this IServiceCollection services)
    {
        services.AddOptions<TemplateOptions>().BindConfiguration("Templates").ValidateDataAnnotations();
        return services.AddSingleton<TemplateCatalogue>().AddSingleton<PersonFieldsStore>()
            .AddSingleton<ImportTemplates>().AddSingleton<ProviderRulesCheck>().AddSingleton<ApproveTemplate>();
    }
}
