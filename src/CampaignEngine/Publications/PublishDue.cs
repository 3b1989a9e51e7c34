using CampaignEngine.Channels;
using CampaignEngine.Media;
using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Publications;

/// <summary>
/// Publishes what is due, each once: the attempt is committed before the provider is called, no connection is held meanwhile, and a post whose
/// answer was lost is in doubt, which <see cref="LookForDoubts"/> settles.
/// </summary>
public sealed class PublishDue(PublicationStore store, OutgoingPosts posts, IEnumerable<IPublisher> publishers, TimeProvider clock, ILogger<PublishDue> log)
{
    /// <summary>Until it is known how long the post takes.</summary>
    private static readonly TimeSpan FirstLease = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IPostPublisher> publishers = publishers.OfType<IPostPublisher>().ToDictionary(p => p.Medium);
    private readonly Polly.ResiliencePipeline again = DatabaseOutage.WaitOut(log);

    /// <summary>How many were attempted.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        await store.SweepAsync(cancel);
        if (publishers.Count == 0) return 0;
        var attempted = 0;
        for (; !cancel.IsCancellationRequested && await store.ClaimAsync(publishers.Keys, TimeSpan.Zero, FirstLease, cancel) is { } publication; attempted++)
        {
            FailPoint.Reach(FailPoint.MidPublish);
            await PublishAsync(publication, publishers[publication.Channel]);
        }
        return attempted;
    }

    /// <summary>Finished whatever is asked of this process: a call that is out cannot be taken back.</summary>
    private async Task PublishAsync(Publication publication, IPostPublisher publisher)
    {
        var outcome = await CallAsync(publication, publisher);
        FailPoint.Reach(FailPoint.AfterPublish);
        var change = PublicationRules.Of(publisher.Provider, outcome, publication.Attempt, clock.GetUtcNow());
        if (outcome is Rejected or InDoubt)
            log.LogError("{Provider}: publication {Publication} is {State} with {Reason}", publisher.Provider, publication.PublicationId, change.State, change.Reason);
        await again.ExecuteAsync(async token => await store.WriteAsync(publication, change, token), CancellationToken.None);
    }

    /// <summary>A publisher never throws for what a provider does; should it have a fault, the post is in doubt.</summary>
    private async Task<SendOutcome> CallAsync(Publication publication, IPostPublisher publisher)
    {
        try
        {
            var post = await posts.OfAsync(publication, CancellationToken.None);
            // Twice what it takes: within it the calls end and their outcome is written.
            if (!await store.HoldAsync(publication, publisher.LongestOf(post) * 2, CancellationToken.None)) return new Unavailable("not-to-publish");
            return await publisher.PublishAsync(post, CancellationToken.None);
        }
        catch (RefusedException gone) when (gone.Problems[0].Code == AssetFaults.WithdrawnCode)
        {
            return new Rejected(RejectionKind.Content, AssetFaults.WithdrawnCode);
        }
        catch (RefusedException refused)
        {
            // A secret that cannot be opened: asked for before any call.
            return new Rejected(RejectionKind.Configuration, refused.Problems[0].Code);
        }
        catch (Exception fault)
        {
            log.LogError("The publisher {Provider} failed with {Fault}", publisher.Provider, fault.GetType().Name);
            return new InDoubt("publisher-fault");
        }
    }
}
