using Dapper;
using Npgsql;

namespace CampaignEngine.Inbox;

/// <summary>What came and was not understood: kept, moves nothing, and is told wherever the state of things is told.</summary>
public sealed class UnknownBodies(NpgsqlDataSource source)
{
    public static readonly IReadOnlyList<string> Outcomes = [InboxOutcome.UnknownStatus, InboxOutcome.Unreadable, InboxOutcome.UnknownMessage];

    public async Task<IReadOnlyList<UnknownCount>> CountAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // The words of the partial index inbox_unknown.
        return (await connection.QueryAsync<UnknownCount>(new("""
            SELECT provider, outcome, count(*) AS count, max(received_at) AS last FROM inbox
            WHERE outcome IN ('unknown-status', 'unreadable', 'unknown-message')
            GROUP BY provider, outcome ORDER BY provider, outcome
            """, cancellationToken: cancel))).AsList();
    }
}

/// <param name="Last">When the latest came, UTC.</param>
public sealed record UnknownCount(string Provider, string Outcome, long Count, DateTime Last);
