using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Intake;

/// <summary>
/// Reads what people write below our posts, often at first and seldom later, and puts each comment once into the inbox, from where it becomes a case
/// like every other word.
/// </summary>
public sealed class TakeComments(NpgsqlDataSource source, InboxStore inbox, InboxSignal signal, IEnumerable<ICommentSource> sources, TimeProvider clock, ILogger<TakeComments> log)
{
    // A page of a hundred each: more at once is a storm, whose rest comes with the next reading.
    private const int MostPages = 20;

    private readonly Dictionary<string, ICommentSource> sources = sources.ToDictionary(s => s.Provider);

    /// <summary>How many comments were new.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        if (sources.Count == 0) return 0;
        var taken = 0;
        while (!cancel.IsCancellationRequested && await TakeDueAsync(cancel) is { } post) taken += await ReadAsync(post, sources[post.Provider], cancel);
        if (taken > 0) signal.Raise(InboxKind.Reply);
        return taken;
    }

    private async Task<int> ReadAsync(DuePost post, ICommentSource from, CancellationToken cancel)
    {
        var (taken, cursor) = (0, (string?)null);
        for (var page = 0; page < MostPages; page++)
        {
            if (await from.CommentsAsync(post.ProviderId, cursor, cancel) is not CommentsRead read) break;
            var news = 0;
            foreach (var comment in read.Comments) news += await TakeAsync(post, comment, cancel) ? 1 : 0;
            taken += news;
            // Newest first: behind a page without news there are none.
            if (read.Next is null || news == 0) return taken;
            cursor = read.Next;
        }
        if (taken >= MostPages) log.LogWarning("Publication {Publication} has more comments than were read at once", post.PublicationId);
        return taken;
    }

    private async Task<bool> TakeAsync(DuePost post, Comment comment, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var key = new { post.Provider, comment.Id, post.PublicationId };
        var isNew = await connection.ExecuteScalarAsync<bool>(new("SELECT NOT EXISTS (SELECT FROM comments WHERE provider = @Provider AND comment_id = @Id)", key, cancellationToken: cancel));
        if (!isNew) return false;
        var inboxId = await inbox.AddAsync(connection, post.Provider, InboxKind.Reply, CommentBody.Write(comment), clock.GetUtcNow(), cancel);
        var added = await connection.ExecuteAsync(new("""
            INSERT INTO comments (provider, comment_id, publication_id, inbox_id) VALUES (@Provider, @Id, @PublicationId, @inboxId)
            ON CONFLICT DO NOTHING -- another worker was faster: its body stands, ours goes with the transaction
            """, new { key.Provider, key.Id, key.PublicationId, inboxId }, cancellationToken: cancel));
        if (added == 0) return false;
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The next post whose comments are to be read; put off at once, so that another worker does not read them too.</summary>
    private async Task<DuePost?> TakeDueAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<DuePost>(new("""
            WITH due AS (
                SELECT p.publication_id, p.provider, p.provider_id,
                    CASE WHEN p.published_at > @now - interval '1 day' THEN interval '10 minutes' WHEN p.published_at > @now - interval '7 days' THEN interval '1 hour' ELSE interval '1 day' END AS wait
                FROM publications p LEFT JOIN comment_polls c USING (publication_id)
                WHERE p.state = 'published' AND p.provider = ANY(@providers) AND p.provider_id IS NOT NULL AND p.published_at > @now - interval '28 days' AND coalesce(c.next_at, @now) <= @now
                ORDER BY c.next_at NULLS FIRST, p.publication_id LIMIT 1),
            put AS (
                INSERT INTO comment_polls AS c (publication_id, next_at) SELECT publication_id, @now + wait FROM due
                ON CONFLICT (publication_id) DO UPDATE SET next_at = excluded.next_at WHERE c.next_at <= @now -- two at once: one of them reads
                RETURNING publication_id)
            SELECT d.publication_id, d.provider, d.provider_id FROM due d JOIN put USING (publication_id)
            """, new { providers = sources.Keys.ToArray(), now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
    }

    private sealed record DuePost(int PublicationId, string Provider, string ProviderId);
}
