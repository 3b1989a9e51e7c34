using CampaignEngine.Channels;
using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Publications;

/// <summary>
/// Publishes what is due, each once: the attempt is committed before the provider is called, no connection is held meanwhile, and a post whose
/// answer was lost is in doubt, which <see cref="LookForDoubts"/> settles.
/// </summary>
public sealed class PublishDue(PublicationStore store, IEnumerable<IPublisher> publishers, TimeProvider clock, ILogger<PublishDue> log)
{
    private readonly Dictionary<string, IPublisher> publishers = publishers.ToDictionary(p => p.Medium);
    private readonly Polly.ResiliencePipeline again = DatabaseOutage.WaitOut(log);

    /// <summary>How many were attempted.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        await store.SweepAsync(cancel);
        if (publishers.Count == 0) return 0;
        var attempted = 0;
        for (; !cancel.IsCancellationRequested && await store.ClaimAsync(publishers.Keys, Lease, cancel) is { } publication; attempted++)
        {
            FailPoint.Reach(FailPoint.MidPublish);
            await PublishAsync(publication, publishers[publication.Channel]);
        }
        return attempted;
    }

    /// <summary>Twice the longest call: within it the call ends and its outcome is written.</summary>
    private TimeSpan Lease => publishers.Values.Max(p => p.LongestCall) * 2;

    /// <summary>Finished whatever is asked of this process: a call that is out cannot be taken back.</summary>
    private async Task PublishAsync(Publication publication, IPublisher publisher)
    {
        var outcome = await CallAsync(publication, publisher);
        FailPoint.Reach(FailPoint.AfterPublish);
        var change = PublicationRules.Of(publisher.Provider, outcome, publication.Attempt, clock.GetUtcNow());
        if (outcome is Rejected or InDoubt)
            log.LogError("{Provider}: publication {Publication} is {State} with {Reason}", publisher.Provider, publication.PublicationId, change.State, change.Reason);
        await again.ExecuteAsync(async token => await store.WriteAsync(publication, change, token), CancellationToken.None);
    }

    /// <summary>A publisher never throws for what a provider does; should it have a fault, the post is in doubt.</summary>
    private async Task<SendOutcome> CallAsync(Publication publication, IPublisher publisher)
    {
        try
        {
            return await publisher.PublishAsync(publication.Post, CancellationToken.None);
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
