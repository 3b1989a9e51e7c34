using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>What the engine sets on its connections where the operator's connection string says nothing about it.</summary>
internal static class ConnectionDefaults
{
    public static string Apply(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        // Planning costs more than running the short statements of a claim. Behind a pooler that shares sessions, set it to 0.
        if (!Has(given, "Max Auto Prepare")) (given.MaxAutoPrepare, given.AutoPrepareMinUsages) = (128, 2);
        // Nothing of ours outlives its transaction in a session but advisory locks, which their owners give back.
        if (!Has(given, "No Reset On Close")) given.NoResetOnClose = true;
        return given.ConnectionString;
    }

    private static bool Has(NpgsqlConnectionStringBuilder given, string keyword) => given.ContainsKey(keyword) && given.Keys.Contains(keyword);
}
