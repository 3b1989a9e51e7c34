using CampaignEngine.Channels;

namespace CampaignEngine.Publications;

/// <summary>
/// Looks for posts in doubt at their provider: what is there was published; what is not there after the provider's quiet time was never taken and
/// is planned again; of the rest a person decides after a day.
/// </summary>
public sealed class LookForDoubts(PublicationStore store, OutgoingPosts posts, IEnumerable<IPublisher> publishers, TimeProvider clock)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, IPublisher> publishers = publishers.ToDictionary(p => p.Medium);

    /// <summary>How many were looked for.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        if (publishers.Count == 0) return 0;
        var looked = 0;
        for (; await store.TakeDoubtAsync(publishers.Keys, Again, cancel) is { } publication; looked++)
            if (await LookAsync(publication, publishers[publication.Channel], cancel) is { } change) await store.WriteAsync(publication, change, cancel);
        return looked;
    }

    /// <summary>Null: nothing is known yet.</summary>
    private async Task<PublicationChange?> LookAsync(Publication publication, IPublisher publisher, CancellationToken cancel)
    {
        var since = new DateTimeOffset(publication.AttemptedAt!.Value, TimeSpan.Zero);
        if (publisher is IVideoPublisher video && publication.ProviderId is { } id) return VideoRules.Of(await video.StandsAsync(id, cancel), overdue: false);
        return await publisher.FindAsync(await posts.OfAsync(publication, cancel), since, cancel) switch
        {
            // What it is there as, ReleaseVideos finds out.
            PostThere there when publisher is IVideoPublisher => new(PublicationState.Scheduled, Provider: publisher.Provider, ProviderId: there.ProviderId, Url: there.Url),
            PostThere there => new(PublicationState.Published, Provider: publisher.Provider, ProviderId: there.ProviderId, Url: there.Url),
            // By the machine's time, as the attempt: the provider's feed knows no other.
            PostNotThere when publisher.NotThereAfter is { } quiet && TimeProvider.System.GetUtcNow() >= since + quiet => new(
                PublicationState.Planned, "not-found-at-provider", NextAt: clock.GetUtcNow()),
            _ => null,
        };
    }
}
