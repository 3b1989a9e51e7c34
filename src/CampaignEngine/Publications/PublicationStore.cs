using CampaignEngine.Campaigns;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>The guarded moves of a publication, each in a statement that changes nothing where it is not any more where the move begins.</summary>
public sealed class PublicationStore(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>A post that leads to an article of the same campaign would lead nowhere before somebody has said that it stands there.</summary>
    private const string WaitsForArticle =
        $"EXISTS (SELECT FROM tasks t WHERE t.run_id = p.run_id AND t.channel = '{PlanPublications.Portal}' AND t.link = p.link AND t.state NOT IN ('done', 'measured'))";

    /// <summary>Media whose uploads are gone on with after a lost worker.</summary>
    private static readonly string[] Resumed = [PlanPublications.YouTube];

    /// <summary>The next that is due, marked as being published, with its attempt counted: committed before the provider is called.</summary>
    /// <param name="ahead">How long before its hour a post is taken.</param>
    public Task<Publication?> ClaimAsync(IReadOnlyCollection<string> channels, TimeSpan ahead, TimeSpan lease, CancellationToken cancel) =>
        OneAsync($"""
            UPDATE publications SET state = 'publishing', attempt = attempt + 1, attempted_at = clock_timestamp(), lease_until = clock_timestamp() + @lease, looks = 0, changed_at = @now
            WHERE publication_id = (
                SELECT p.publication_id FROM publications p JOIN runs r USING (run_id)
                WHERE p.state = 'planned' AND p.channel = ANY(@channels) AND p.publish_at <= @now + @ahead AND p.expires_at > @now AND coalesce(p.next_at, @now) <= @now
                  AND r.state IN ('freezing', 'rendering', 'running', 'completed') AND NOT {WaitsForArticle}
                ORDER BY p.publish_at LIMIT 1
                FOR UPDATE OF p SKIP LOCKED) -- several workers publish different posts
            RETURNING {Publication.Columns}
            """, new { channels = channels.ToArray(), ahead, lease, now = clock.GetUtcNow().UtcDateTime }, cancel);

    /// <summary>Holds what was claimed for longer. False: another has it by now, or the run is not to publish any more.</summary>
    public Task<bool> HoldAsync(Publication publication, TimeSpan lease, CancellationToken cancel) =>
        MoveAsync("""
            UPDATE publications p SET lease_until = clock_timestamp() + @lease FROM runs r
            WHERE p.publication_id = @PublicationId AND p.attempt = @Attempt AND p.state = 'publishing' AND r.run_id = p.run_id AND r.state IN ('freezing', 'rendering', 'running', 'completed')
            """, new { publication.PublicationId, publication.Attempt, lease }, cancel);

    /// <summary>What its provider holds back: of runs cancelled meanwhile, or what was to be seen by now.</summary>
    public async Task<IReadOnlyList<Publication>> HeldBackAsync(bool cancelled, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Publication>(new($"""
            SELECT {Publication.Columns} FROM publications
            WHERE state = 'scheduled' AND EXISTS (SELECT FROM runs r WHERE r.run_id = publications.run_id AND r.state = 'cancelled') = @cancelled AND (@cancelled OR publish_at <= @now)
            ORDER BY publish_at
            """, new { cancelled, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel))).AsList();
    }

    /// <summary>The next doubt that is to be looked at; put off at once, so that another worker does not look too.</summary>
    public Task<Publication?> TakeDoubtAsync(IReadOnlyCollection<string> channels, TimeSpan again, CancellationToken cancel) =>
        OneAsync($"""
            UPDATE publications SET next_at = @next, looks = looks + 1
            WHERE publication_id = (
                SELECT publication_id FROM publications WHERE state = 'in_doubt' AND channel = ANY(@channels) AND coalesce(next_at, @now) <= @now
                ORDER BY next_at LIMIT 1
                FOR UPDATE SKIP LOCKED) -- as above
            RETURNING {Publication.Columns}
            """, new { channels = channels.ToArray(), now = clock.GetUtcNow().UtcDateTime, next = (clock.GetUtcNow() + again).UtcDateTime }, cancel);

    /// <summary>What the attempt led to. Guarded by the attempt: an answer that comes after the rescue settles the doubt.</summary>
    public Task<bool> WriteAsync(Publication publication, PublicationChange change, CancellationToken cancel) =>
        MoveAsync("""
            UPDATE publications SET state = @State, reason = @Reason, provider = coalesce(@Provider, provider), provider_id = coalesce(@ProviderId, provider_id), url = coalesce(@Url, url),
                lease_until = null, next_at = @NextAt, published_at = CASE WHEN @State = 'published' THEN @now END, changed_at = @now
            WHERE publication_id = @PublicationId AND attempt = @Attempt AND state IN ('publishing', 'in_doubt', 'scheduled')
            """, new
        {
            change.State,
            change.Reason,
            change.Provider,
            change.ProviderId,
            change.Url,
            NextAt = change.NextAt?.UtcDateTime,
            publication.PublicationId,
            publication.Attempt,
            now = clock.GetUtcNow().UtcDateTime,
        }, cancel);

    public Task<bool> RemoveAsync(int publicationId, string reason, CancellationToken cancel) =>
        MoveAsync("UPDATE publications SET state = 'removed', reason = @reason, published_at = coalesce(published_at, @now), changed_at = @now WHERE publication_id = @publicationId AND state IN ('published', 'scheduled')",
            new { publicationId, reason, now = clock.GetUtcNow().UtcDateTime }, cancel);

    /// <summary>Lost workers leave a doubt; what is too late expires; what belongs to a cancelled run goes with it.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new("""
            UPDATE publications SET state = CASE WHEN channel = ANY(@Resumed) THEN 'planned' ELSE 'in_doubt' END, reason = 'worker-lost', lease_until = null, next_at = @now, changed_at = @now
            WHERE state = 'publishing' AND lease_until < clock_timestamp();
            UPDATE publications p SET state = 'cancelled', changed_at = @now FROM runs r
            WHERE r.run_id = p.run_id AND p.state = 'planned' AND r.state = 'cancelled';
            UPDATE publications SET state = 'expired', changed_at = @now WHERE state = 'planned' AND expires_at <= @now
            """, new { now = clock.GetUtcNow().UtcDateTime, Resumed }, cancellationToken: cancel));
    }

    public async Task<IReadOnlyList<Publication>> ListAsync(int? runId, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var waiting = (await connection.QueryAsync<int>(new($"SELECT publication_id FROM publications p WHERE state = 'planned' AND {WaitsForArticle}", cancellationToken: cancel))).ToHashSet();
        var all = await connection.QueryAsync<Publication>(new(
            $"SELECT {Publication.Columns} FROM publications WHERE @runId IS NULL OR run_id = @runId ORDER BY run_id, place, language", new { runId }, cancellationToken: cancel));
        return [.. all.Select(p => waiting.Contains(p.PublicationId) ? p with { Reason = "waits-for-article" } : p)];
    }

    public Task<Publication?> FindAsync(int publicationId, CancellationToken cancel) =>
        OneAsync($"SELECT {Publication.Columns} FROM publications WHERE publication_id = @publicationId", new { publicationId }, cancel);

    private async Task<Publication?> OneAsync(string sql, object values, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Publication>(new(sql, values, cancellationToken: cancel));
    }

    private async Task<bool> MoveAsync(string sql, object values, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new(sql, values, cancellationToken: cancel)) == 1;
    }
}

/// <summary>Where a publication goes from publishing or in doubt.</summary>
/// <param name="NextAt">Business time of the next try or look.</param>
public sealed record PublicationChange(
    string State, string? Reason = null, string? Provider = null, string? ProviderId = null, string? Url = null, DateTimeOffset? NextAt = null);
