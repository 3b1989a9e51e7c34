using CampaignEngine.Channels;
using CampaignEngine.Media;

namespace CampaignEngine.Publications;

/// <summary>A publication as its publisher takes it, with its files.</summary>
public sealed class OutgoingPosts(AssetStore assets)
{
    /// <exception cref="RefusedException">A file was withdrawn since the launch.</exception>
    internal async Task<OutgoingPost> OfAsync(Publication publication, CancellationToken cancel)
    {
        var media = publication.Files;
        var post = new OutgoingPost(publication.Body, publication.Link);
        if (media is null) return post;
        var files = (await assets.FindAsync([.. media.Photos, .. media.Video is { } id ? [id] : Array.Empty<int>()], cancel)).ToDictionary(a => a.AssetId);
        if (files.Values.FirstOrDefault(a => a.WithdrawnAt is not null) is { } gone)
            throw new RefusedException([AssetFaults.IsWithdrawn($"publication {publication.PublicationId}", gone.AssetId)]);
        return post with
        {
            Photos = [.. media.Photos.Select(photo => files[photo])],
            Video = media.Video is { } video ? files[video] : null,
            Language = publication.Language,
            Words = media.Words,
            PublishAt = new DateTimeOffset(publication.PublishAt, TimeSpan.Zero),
        };
    }
}
