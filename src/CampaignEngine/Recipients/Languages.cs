using System.Collections.Frozen;
using CampaignEngine.Files;
using CampaignEngine.Storage;

namespace CampaignEngine.Recipients;

/// <summary>The message languages the product knows. A person's language is the one they declared, never inferred (Law 91/2025/QH15).</summary>
public static class Languages
{
    /// <summary>The base of every fallback.</summary>
    public const string Vietnamese = "vi";

    public static readonly IReadOnlyList<Language> All = SeedTable.Read("languages.csv", r => new Language(
        r.GetString(r.GetOrdinal("tag")), r.GetString(r.GetOrdinal("name_vi")), r.GetString(r.GetOrdinal("name_en")), r.GetString(r.GetOrdinal("script")),
        r.GetString(r.GetOrdinal("fallback")) is { Length: > 0 } fallback ? fallback : null, r.GetString(r.GetOrdinal("sms_realistic")) == "yes"));

    private static readonly FrozenDictionary<string, Language> ByTag = All.ToFrozenDictionary(l => l.Tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>"Thái" alone could be two of them and is not a name here.</summary>
    private static readonly FrozenDictionary<string, Language> ByName = All
        .SelectMany(l => new[] { l.NameVi, l.NameEn }.Select(n => (Key: TextKey.Of(n), Language: l))).DistinctBy(n => n.Key)
        .ToFrozenDictionary(n => n.Key, n => n.Language, StringComparer.Ordinal);

    /// <summary>By tag, case forgiven; the found one carries the canonical case.</summary>
    public static Language? Find(string tag) => ByTag.GetValueOrDefault(tag);

    /// <summary>By tag or by name in either language, accents and case forgiven.</summary>
    public static Language? Match(ReadOnlySpan<char> spelling) =>
        ByTag.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(spelling, out var language) ? language : ByName.GetValueOrDefault(TextKey.Of(spelling));
}

/// <param name="Tag">BCP-47.</param>
/// <param name="Fallback">Another script of the same language, else vi; null for vi itself.</param>
/// <param name="SmsRealistic">False where handsets seldom have the script's font.</param>
public sealed record Language(string Tag, string NameVi, string NameEn, string Script, string? Fallback, bool SmsRealistic);
