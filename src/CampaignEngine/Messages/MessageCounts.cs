using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>Counts over all runs, confirmations of refusals included.</summary>
public sealed class MessageCounts(NpgsqlDataSource source)
{
    /// <param name="Accepted">A provider took it over: it has the provider's id.</param>
    /// <param name="UnderWay">Still to be sent, or sent and without a last word.</param>
    public sealed record Counts(long Accepted, long UnderWay);

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
