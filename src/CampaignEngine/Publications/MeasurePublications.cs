using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>
/// Reads a post's figures on a schedule that thins out, one metric at a time, and keeps each as it was told. What is missed is read later, for the
/// latest step that is due only: a figure of yesterday cannot be read today.
/// </summary>
public sealed class MeasurePublications(NpgsqlDataSource source, IEnumerable<IPublisher> publishers, TimeProvider clock)
{
    /// <summary>Hours after publication.</summary>
    public static readonly IReadOnlyList<int> Steps = [1, 6, 24, 48, 7 * 24, 14 * 24, 28 * 24];

    private readonly List<IPublisher> publishers = [.. publishers];

    /// <summary>How many figures were written down.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var written = 0;
        foreach (var publisher in publishers)
            foreach (var due in await DueAsync(publisher, cancel))
            {
                var answer = await publisher.MeasureAsync(due.ProviderId, due.Metric, cancel);
                if (answer is not NotMeasured) written += await WriteAsync(due, (answer as Measured)?.Value, cancel);
            }
        return written;
    }

    private async Task<IReadOnlyList<DueMetric>> DueAsync(IPublisher publisher, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<DueMetric>(new("""
            SELECT p.publication_id, p.provider_id, m.metric, max(s.step) AS step
            FROM publications p CROSS JOIN unnest(@metrics) AS m (metric) CROSS JOIN unnest(@steps) AS s (step)
            WHERE p.state = 'published' AND p.provider = @Provider AND p.provider_id IS NOT NULL AND p.published_at + s.step * interval '1 hour' <= @now
            GROUP BY p.publication_id, m.metric
            HAVING NOT EXISTS (SELECT FROM publication_metrics k WHERE k.publication_id = p.publication_id AND k.metric = m.metric
                AND (k.step >= max(s.step) OR k.value IS NULL))
            ORDER BY 1, 3
            """, new { metrics = publisher.Metrics.ToArray(), steps = Steps.ToArray(), publisher.Provider, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel))).AsList();
    }

    private async Task<int> WriteAsync(DueMetric due, long? value, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new("""
            INSERT INTO publication_metrics (publication_id, metric, step, value, source, measured_at) VALUES (@PublicationId, @Metric, @Step, @value, 'provider', @now)
            ON CONFLICT DO NOTHING -- two workers read at once: the first to write stands
            """, new { due.PublicationId, due.Metric, due.Step, value, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
    }

    private sealed record DueMetric(int PublicationId, string ProviderId, string Metric, int Step);
}
