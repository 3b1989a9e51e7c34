using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The newest runs of campaigns with their numbers.</summary>
public sealed class RunList(NpgsqlDataSource source, RunStatus status)
{
    private const int Newest = 20;

    public async Task<IReadOnlyList<RunStanding>> ExecuteAsync(CancellationToken cancel)
    {
        int[] ids;
        await using (var connection = await source.OpenConnectionAsync(cancel))
            ids = [.. await connection.QueryAsync<int>(new("SELECT run_id FROM runs WHERE campaign_id IS NOT NULL ORDER BY run_id DESC LIMIT @Newest", new { Newest }, cancellationToken: cancel))];
        var runs = new List<RunStanding>();
        foreach (var id in ids) runs.Add(await status.ExecuteAsync(id, cancel));
        return runs;
    }
}
