using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>Keys made once per installation and kept in its database: a worker with another key would not see a refusal.</summary>
public sealed class EngineSecrets(NpgsqlDataSource source)
{
    private readonly Lazy<Dictionary<string, byte[]>> keys = new(() => Load(source), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>HMAC key of phone numbers, 32 bytes.</summary>
    public byte[] NumberKey => keys.Value["number_key"];

    /// <summary>HMAC key of callback addresses, 32 bytes.</summary>
    public byte[] WebhookKey => keys.Value["webhook_key"];

    private static Dictionary<string, byte[]> Load(NpgsqlDataSource source)
    {
        using var connection = source.OpenConnection();
        return connection.Query<(string Name, byte[] Value)>("SELECT name, value FROM engine_secrets").ToDictionary(s => s.Name, s => s.Value);
    }

    internal sealed class Seed : ISeed
    {
        public async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancel)
        {
            foreach (var name in (string[])["number_key", "webhook_key"])
                await connection.ExecuteAsync(
                    "INSERT INTO engine_secrets (name, value) VALUES (@name, @value) ON CONFLICT DO NOTHING -- made at the first start",
                    new { name, value = RandomNumberGenerator.GetBytes(32) });
        }
    }
}
