using CampaignEngine.Recipients;

namespace CampaignEngine.Templates;

/// <param name="Tag">The language to send in.</param>
/// <param name="FallbackFrom">The declared language where another had to be used; recorded on the message.</param>
public readonly record struct LanguageChoice(string Tag, string? FallbackFrom);

/// <summary>
/// Declared tag, else another script of the same language, else Vietnamese; never across varieties. A person who declared none gets
/// Vietnamese: a language is not inferred from ethnic group, name or place (Law 91/2025/QH15).
/// </summary>
public static class LanguageFallback
{
    public static LanguageChoice Choose(string? declared, IReadOnlyCollection<string> available)
    {
        if (declared is null) return new LanguageChoice(Languages.Vietnamese, null);
        for (var tag = declared; tag is not null; tag = Languages.Find(tag)?.Fallback)
            if (available.Contains(tag)) return new LanguageChoice(tag, tag == declared ? null : declared);
        return new LanguageChoice(Languages.Vietnamese, declared);
    }
}
