using Dapper;
using Npgsql;

namespace CampaignEngine.Places;

/// <summary>The codes of the provinces of today.</summary>
public sealed class ProvinceList(NpgsqlDataSource source)
{
    public async Task<IReadOnlyList<string>> CodesAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<string>(new("SELECT code FROM provinces WHERE valid_to IS NULL ORDER BY code", cancellationToken: cancel))).AsList();
    }
}
