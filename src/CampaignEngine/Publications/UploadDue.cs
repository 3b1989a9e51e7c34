using CampaignEngine.Channels;
using CampaignEngine.Media;
using CampaignEngine.Storage;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Publications;

/// <summary>
/// Hands videos over ahead of their hour, each once: the provider's session is committed before the first byte, and whoever takes a video up after a
/// lost worker asks the session how far it got.
/// </summary>
public sealed class UploadDue(PublicationStore store, UploadVideo upload, IEnumerable<IPublisher> publishers, TimeProvider clock, ILogger<UploadDue> log)
{
    private readonly Polly.ResiliencePipeline again = DatabaseOutage.WaitOut(log);
    private readonly List<IVideoPublisher> publishers = [.. publishers.OfType<IVideoPublisher>()];

    /// <summary>How many were attempted.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var attempted = 0;
        foreach (var publisher in publishers)
            for (; !cancel.IsCancellationRequested && await store.ClaimAsync([publisher.Medium], publisher.Ahead, UploadVideo.LeaseOf(publisher), cancel) is { } publication; attempted++)
                await OneAsync(publication, publisher, cancel);
        return attempted;
    }

    private async Task OneAsync(Publication publication, IVideoPublisher publisher, CancellationToken cancel)
    {
        var outcome = await CallAsync(publication, publisher, cancel);
        FailPoint.Reach(FailPoint.AfterUpload);
        var change = PublicationRules.Of(publisher.Provider, outcome, publication.Attempt, clock.GetUtcNow());
        if (outcome is Accepted) change = change with { State = PublicationState.Scheduled };
        if (outcome is Rejected or InDoubt)
            log.LogError("{Provider}: publication {Publication} is {State} with {Reason}", publisher.Provider, publication.PublicationId, change.State, change.Reason);
        await again.ExecuteAsync(async token => await store.WriteAsync(publication, change, token), CancellationToken.None);
    }

    private async Task<SendOutcome> CallAsync(Publication publication, IVideoPublisher publisher, CancellationToken cancel)
    {
        try
        {
            return await upload.ExecuteAsync(publication, publisher, cancel);
        }
        catch (RefusedException gone) when (gone.Problems[0].Code == AssetFaults.WithdrawnCode)
        {
            return new Rejected(RejectionKind.Content, AssetFaults.WithdrawnCode);
        }
        catch (RefusedException refused)
        {
            return new Rejected(RejectionKind.Configuration, refused.Problems[0].Code);
        }
        catch (Exception fault)
        {
            // Whatever it was: the session tells how far it got.
            log.LogError("The upload of publication {Publication} to {Provider} failed with {Fault}", publication.PublicationId, publisher.Provider, fault.GetType().Name);
            return new Unavailable("publisher-fault");
        }
    }
}
