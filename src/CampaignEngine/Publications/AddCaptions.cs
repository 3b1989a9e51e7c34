using CampaignEngine.Channels;
using CampaignEngine.Media;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>Adds captions to videos that their provider has; it takes each language once, so a repeat does no harm.</summary>
public sealed class AddCaptions(NpgsqlDataSource source, AssetStore assets, IEnumerable<IPublisher> publishers, TimeProvider clock, ILogger<AddCaptions> log)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    private readonly List<IVideoPublisher> publishers = [.. publishers.OfType<IVideoPublisher>()];

    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var added = 0;
        foreach (var publisher in publishers)
            while (!cancel.IsCancellationRequested && await TakeAsync(publisher, cancel) is { } due)
            {
                var outcome = await CallAsync(due, publisher, cancel);
                if (outcome is Rejected rejected) log.LogError("{Provider}: captions {Language} of publication {Publication} failed with {Code}", publisher.Provider, due.Language, due.PublicationId, rejected.Code);
                await WriteAsync(due, outcome, cancel);
                if (outcome is Accepted) added++;
            }
        return added;
    }

    private async Task<SendOutcome> CallAsync(DueCaptions due, IVideoPublisher publisher, CancellationToken cancel) =>
        (await assets.FindAsync([due.AssetId], cancel))[0] is { WithdrawnAt: null } file
            ? await publisher.CaptionAsync(due.ProviderId, due.Language, file, cancel)
            : new Rejected(RejectionKind.Content, AssetFaults.WithdrawnCode);

    /// <summary>The next that is due; put off at once, so that another worker does not take it too.</summary>
    private async Task<DueCaptions?> TakeAsync(IVideoPublisher publisher, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<DueCaptions>(new("""
            UPDATE captions c SET next_at = @next FROM publications p
            WHERE p.publication_id = c.publication_id AND (c.publication_id, c.language) = (
                SELECT k.publication_id, k.language FROM captions k JOIN publications q USING (publication_id)
                WHERE k.state = 'planned' AND q.channel = @Medium AND q.state IN ('scheduled', 'published') AND q.provider_id IS NOT NULL AND coalesce(k.next_at, @now) <= @now
                ORDER BY 1, 2 LIMIT 1
                FOR UPDATE OF k SKIP LOCKED) -- several workers add different ones
            RETURNING c.publication_id, c.language, c.asset_id, p.provider_id
            """, new { publisher.Medium, now = now.UtcDateTime, next = (now + Again).UtcDateTime }, cancellationToken: cancel));
    }

    private async Task WriteAsync(DueCaptions due, SendOutcome outcome, CancellationToken cancel)
    {
        var (state, reason, next) = outcome switch
        {
            Accepted => ("done", null, null),
            Rejected { Kind: not RejectionKind.Configuration } rejected => ("failed", rejected.Code, null),
            QuotaUntil quota => ("planned", quota.Code, (DateTimeOffset?)quota.Until),
            Rejected { Code: var code } => ("planned", code, clock.GetUtcNow() + Again),
            InDoubt { Code: var code } => ("planned", code, clock.GetUtcNow() + Again),
            Throttled { Code: var code } => ("planned", code, clock.GetUtcNow() + Again),
            _ => ("planned", "unavailable", clock.GetUtcNow() + Again),
        };
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new("UPDATE captions SET state = @state, reason = @reason, next_at = @next WHERE publication_id = @PublicationId AND language = @Language AND state = 'planned'",
            new { due.PublicationId, due.Language, state, reason, next = next?.UtcDateTime }, cancellationToken: cancel));
    }

    private sealed record DueCaptions(int PublicationId, string Language, int AssetId, string ProviderId);
}
