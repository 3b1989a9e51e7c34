using CampaignEngine.Campaigns;
using Dapper;
using Npgsql;

namespace CampaignEngine.Audiences;

/// <summary>Counts the audience a launch would freeze now.</summary>
public sealed class AudiencePreview(AudienceQuery query)
{
    public async Task<AudienceCount> CountAsync(NpgsqlConnection connection, PinnedPlan pinned, CancellationToken cancel)
    {
        var audience = await query.BuildAsync(pinned, cancel);
        var rows = await connection.QueryAsync<(string Segment, string? Excluded, long People)>(new CommandDefinition(
            $"SELECT segment, excluded, count(*) FROM ({audience.Text}) a GROUP BY 1, 2",
            audience.AddTo(new DynamicParameters()), commandTimeout: 0, cancellationToken: cancel));
        return AudienceCount.Of(pinned, rows);
    }
}
