using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Runs that are launched and not yet running.</summary>
public sealed class UnrenderedRuns(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<int>> FindAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<int>(new(
            "SELECT run_id FROM runs WHERE state IN ('freezing', 'rendering') AND campaign_id IS NOT NULL ORDER BY run_id", cancellationToken: cancel))).AsList();
    }
}
