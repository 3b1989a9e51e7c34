using CampaignEngine.Channels;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Publications;

/// <summary>Finds out whether videos that their provider held back are seen now; takes back those whose run was cancelled before.</summary>
public sealed class ReleaseVideos(PublicationStore store, IEnumerable<IPublisher> publishers, TimeProvider clock, ILogger<ReleaseVideos> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, IVideoPublisher> publishers = publishers.OfType<IVideoPublisher>().ToDictionary(p => p.Medium);

    public async Task ExecuteAsync(CancellationToken cancel)
    {
        if (publishers.Count == 0) return;
        foreach (var publication in await store.HeldBackAsync(cancelled: true, cancel))
            if (publishers.TryGetValue(publication.Channel, out var publisher) && await publisher.RemoveAsync(publication.ProviderId!, cancel) is Accepted)
                await store.WriteAsync(publication, new PublicationChange(PublicationState.Cancelled), cancel);
        foreach (var publication in await store.HeldBackAsync(cancelled: false, cancel))
            if (publishers.TryGetValue(publication.Channel, out var publisher)) await LookAsync(publication, publisher, cancel);
    }

    private async Task LookAsync(Publication publication, IVideoPublisher publisher, CancellationToken cancel)
    {
        var overdue = publication.PublishAt + Patience <= clock.GetUtcNow().UtcDateTime;
        if (VideoRules.Of(await publisher.StandsAsync(publication.ProviderId!, cancel), overdue) is not { } change) return;
        if (change.State != PublicationState.Published)
            log.LogError("{Provider}: publication {Publication} is {State} with {Reason}", publisher.Provider, publication.PublicationId, change.State, change.Reason);
        await store.WriteAsync(publication, change, cancel);
    }
}
