using Dapper;
using Npgsql;

namespace CampaignEngine.Intake;

/// <param name="Taken">Numbers that refused, each scope once.</param>
/// <param name="Confirmed">Of these, those confirmed by a message of ours.</param>
public sealed record RefusalNumbers(long Taken, long Confirmed);

public sealed class RefusalCount(NpgsqlDataSource source)
{
    public async Task<RefusalNumbers> ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.QuerySingleAsync<RefusalNumbers>(new("SELECT count(*) AS taken, count(confirmation_no) AS confirmed FROM refusals", cancellationToken: cancel));
    }
}
