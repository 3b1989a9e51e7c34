using Dapper;

namespace CampaignEngine.Templates;

/// <summary>One immutable version of one language of a template.</summary>
/// <param name="ProviderTemplate">The provider's own template, where it holds the words and the body gives the values of its parameters.</param>
/// <param name="ProviderRules">What that template takes, as it stood at the approval.</param>
[method: ExplicitConstructor]
public sealed record TemplateVersion(
    long TemplateId, string Key, string Channel, string Language, int Version, string Class, int[] Themes, string[] Fields, string Body, bool Approved,
    string? ProviderTemplate = null, string? ProviderRules = null);
