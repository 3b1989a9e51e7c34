using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>Counts over all runs, confirmations of refusals included.</summary>
public sealed class MessageCounts(NpgsqlDataSource source)
{
    /// <param name="Accepted">A provider took it over: it has the provider's id.</param>
    /// <param name="UnderWay">Still to be sent, or sent and without a last word.</param>
    public sealed record Counts(long Accepted, long UnderWay);

    /// <param name="Taken">By a provider.</param>
    /// <param name="NotReached">Failed or undelivered: where the campaign has a next channel, it tries that.</param>
    public sealed record OfChannel(string Channel, long Messages, long Taken, long Delivered, long NotReached);

    public async Task<IReadOnlyList<OfChannel>> ByChannelAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<OfChannel>(new("""
            SELECT channel, count(*) AS messages, count(provider_id) AS taken, count(*) FILTER (WHERE status = 'delivered') AS delivered,
                   count(*) FILTER (WHERE status IN ('undelivered', 'failed')) AS not_reached
            FROM messages GROUP BY channel ORDER BY channel
            """, cancellationToken: cancel))).AsList();
    }

    public async Task<Counts> ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleAsync<Counts>(new("""
            SELECT count(*) FILTER (WHERE provider_id IS NOT NULL) AS accepted,
                   count(*) FILTER (WHERE status IN ('pending', 'sending', 'accepted', 'sent')) AS under_way
            FROM messages
            """, cancellationToken: cancel));
    }
}
