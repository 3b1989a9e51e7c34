using CampaignEngine.Access;
using CampaignEngine.Channels;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>A person's hand on a publication: what became of one in doubt, and the taking down of one that stands.</summary>
public sealed class ResolvePublication(NpgsqlDataSource source, PublicationStore store, IEnumerable<IPublisher> publishers, AuditTrail audit, TimeProvider clock)
{
    /// <param name="url">Where it stands; null: it does not, and is published again while there is time.</param>
    public async Task DecideAsync(Actor actor, int publicationId, string? url, string reason, CancellationToken cancel)
    {
        var publication = await FindAsync(actor, publicationId, [PublicationState.InDoubt], cancel);
        var change = url is null
            ? new PublicationChange(PublicationState.Planned, "decided-by-person", NextAt: clock.GetUtcNow())
            : new PublicationChange(PublicationState.Published, Url: url);
        if (!await store.WriteAsync(publication, change, cancel)) throw NotThere(publicationId, PublicationState.InDoubt);
        await NoteAsync(actor, "publication.resolve", publicationId, new { url, reason }, cancel);
    }

    public async Task RemoveAsync(Actor actor, int publicationId, string reason, CancellationToken cancel)
    {
        var publication = await FindAsync(actor, publicationId, [PublicationState.Published, PublicationState.Scheduled], cancel);
        var publisher = publishers.FirstOrDefault(p => p.Provider == publication.Provider);
        if (publisher is null || publication.ProviderId is not { } id)
            throw new RefusedException("no-publisher", $"publication {publicationId}",
                "Bài này không gỡ được bằng máy: hãy gỡ trên trang.", "This post cannot be taken down from here: take it down on the page.");
        if (await publisher.RemoveAsync(id, cancel) is not Accepted)
            throw new RefusedException("not-removed", $"publication {publicationId}",
                "Nhà cung cấp chưa gỡ bài; hãy thử lại hoặc gỡ trên trang.", "The provider has not taken the post down: try again, or do it on the page.");
        await store.RemoveAsync(publicationId, reason, cancel);
        await NoteAsync(actor, "publication.remove", publicationId, new { reason }, cancel);
    }

    private async Task<Publication> FindAsync(Actor actor, int publicationId, string[] states, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        return await store.FindAsync(publicationId, cancel) is { } publication && states.Contains(publication.State) ? publication : throw NotThere(publicationId, string.Join("/", states));
    }

    private async Task NoteAsync(Actor actor, string act, int publicationId, object details, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await audit.WriteAsync(connection, actor, act, $"publication {publicationId}", details, cancel);
    }

    private static RefusedException NotThere(int publicationId, string state) => new("publication-state", $"publication {publicationId}",
        $"Không có bài số {publicationId} ở trạng thái '{state}'.", $"There is no publication {publicationId} that is {state}.");
}
