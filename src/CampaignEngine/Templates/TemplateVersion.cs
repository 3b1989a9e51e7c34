using Dapper;

namespace CampaignEngine.Templates;

/// <summary>One immutable version of one language of a template.</summary>
[method: ExplicitConstructor]
public sealed record TemplateVersion(
    long TemplateId, string Key, string Channel, string Language, int Version, string Class, int[] Themes, string[] Fields, string Body, bool Approved);
