using System.Text.Json;
using CampaignEngine.Campaigns;
using CampaignEngine.Channels;

namespace CampaignEngine.Publications;

/// <summary>The files and further words of a publication, as the column <c>media</c> keeps them.</summary>
/// <param name="Photos">Numbers of assets.</param>
/// <param name="Words">Of a video, by language.</param>
/// <param name="Captions">Numbers of assets by language.</param>
public sealed record PublicationMedia(IReadOnlyList<int> Photos, int? Video, IReadOnlyDictionary<string, VideoWords> Words, IReadOnlyDictionary<string, int> Captions)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Null where it is words alone.</summary>
    internal static string? Write(PlannedPublication post) => !post.Media.Assets.Any() ? null : JsonSerializer.Serialize(new PublicationMedia(
        post.Media.Photos, post.Media.Video, post.Media.Titles.ToDictionary(t => t.Key, t => new VideoWords(t.Value, Described(post, t.Key))), post.Media.Captions), Web);

    internal static PublicationMedia? Read(string? stored) => stored is null ? null : JsonSerializer.Deserialize<PublicationMedia>(stored, Web);

    private static string Described(PlannedPublication post, string language) => post.Link is { } link ? $"{post.Texts[language]}\n\n{link}" : post.Texts[language];
}
