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
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <exception cref="JsonException">With the place.</exception>
    public static TemplateManifest Read(string json)
    {
        var manifest = JsonSerializer.Deserialize<TemplateManifest>(json, Json);
        // The annotations reach properties, not what stands in a list or at the top.
        return manifest is null || manifest.Channels.Values.Any(c => c is null) || manifest.Languages.Values.Any(l => l is null) ? throw Null() : manifest;
    }

    /// <exception cref="JsonException">With the place.</exception>
    public static IReadOnlyList<PersonFields> ReadSamples(string json)
    {
        var samples = JsonSerializer.Deserialize<List<PersonFields>>(json, Json);
        return samples is null || samples.Any(s => s is null) ? throw Null() : samples;
    }

    private static JsonException Null() => new("null stands where a value is needed.", path: null, lineNumber: 0, bytePositionInLine: null);
}

/// <param name="Accents">The choice a campaign gets where its file names none.</param>
/// <param name="MaxParts">Longest text in parts, in either form.</param>
/// <param name="Templates">By language, the provider's own template, where the medium's provider holds the words.</param>
internal sealed record ChannelManifest(AccentChoice Accents, int MaxParts, Dictionary<string, string>? Templates = null);

/// <param name="Status">draft: a text is there, to be approved by the agency. missing: none yet, and none is made up.</param>
internal sealed record LanguageManifest(TemplateStatus Status, string? Translator = null);

internal enum TemplateStatus { Draft, Missing }
