using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>What nobody else would notice: lost workers, messages past their time, runs that are finished. Harmless when run twice at once.</summary>
public sealed class Sweep(NpgsqlDataSource source, Rescue rescue, ExpireWaiting expire, CompleteRun complete, ClaimPermit permit, TimeProvider clock)
{
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        await permit.BeatAsync(cancel);
        await rescue.ExecuteAsync(cancel);
        await expire.ExecuteAsync(cancel);
        await ForgetAsync(cancel);
        foreach (var runId in await RunningAsync(cancel)) await complete.ExecuteAsync(runId, cancel);
    }

    private async Task ForgetAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await DeferralStore.SweepAsync(connection, clock.GetUtcNow(), cancel);
        await TallyStore.SweepAsync(connection, cancel);
    }

    private async Task<IReadOnlyList<int>> RunningAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<int>(new("SELECT run_id FROM runs WHERE state = 'running'", cancellationToken: cancel))).AsList();
    }
}
