using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>Reference rows a room ships with. Run after every start's migrations, under their lock: must be idempotent.</summary>
public interface ISeed
{
    Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel);
}
