using System.Data;
using System.Runtime.ExceptionServices;
using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>Brings a database to this build's schema: forward-only, one process at a time, and never over a script that was changed.</summary>
public static class Migrations
{
    /// <summary>Any number does, as long as all builds use the same.</summary>
    private const long LockKey = 0x43616D706169676E;

    public static async Task RunAsync(NpgsqlDataSource source, IEnumerable<ISeed> seeds, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // Held by the session: two processes that start together migrate one after the other, and a killed one lets go.
        await Execute(connection, $"SELECT pg_advisory_lock({LockKey})", cancel);
        try
        {
            Migrate(source);
            foreach (var seed in seeds) await seed.SeedAsync(connection, cancel);
        }
        finally
        {
            // A session that broke off has let go already, and the reason why it did is to be told.
            if (connection.State == ConnectionState.Open) await Execute(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static void Migrate(NpgsqlDataSource source)
    {
        var scripts = Scripts();
        var journal = new MigrationJournal(source);
        journal.RefuseChanged(scripts);
        var result = DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScripts(scripts).JournalTo(journal).WithTransactionPerScript().LogToNowhere().WithVariablesDisabled().Build().PerformUpgrade();
        if (!result.Successful && DatabaseOutage.Is(result.Error)) ExceptionDispatchInfo.Throw(result.Error);
        if (!result.Successful)
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    internal static IReadOnlyList<SqlScript> Scripts()
    {
        const string prefix = "migrations/";
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => SqlScript.FromStream(n[prefix.Length..], assembly.GetManifestResourceStream(n)!))];
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
