using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignEngine.Consent;

namespace CampaignEngine.Templates;

/// <summary>template.json of one folder of templates/.</summary>
internal sealed record TemplateManifest
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required MessageClass Class { get; init; }

    /// <summary>Contents of the plan, §III.1–11; at least one.</summary>
    public required int[] Themes { get; init; }
    public required Dictionary<string, ChannelManifest> Channels { get; init; }
    public required Dictionary<string, LanguageManifest> Languages { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <exception cref="JsonException">With the place.</exception>
    public static TemplateManifest Read(string json) => JsonSerializer.Deserialize<TemplateManifest>(json, Json)!;
}

/// <param name="Accents">The choice a campaign gets where its file names none.</param>
/// <param name="MaxParts">Longest text in parts, in either form.</param>
internal sealed record ChannelManifest(AccentChoice Accents, int MaxParts);

/// <param name="Status">draft: a text is there, to be approved by the agency. missing: none yet, and none is made up.</param>
internal sealed record LanguageManifest(TemplateStatus Status, string? Translator = null);

internal enum TemplateStatus { Draft, Missing }
