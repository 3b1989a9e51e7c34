using System.Diagnostics;
using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Tests.Harness;

/// <summary>
/// One private PostgreSQL for the whole test process (or TEST_DATABASE_URL, a connection string of a superuser), and in it one
/// migrated template database that every test class clones.
/// </summary>
internal static class TestCluster
{
    public const string Template = "campaign_template";
    private static readonly Lazy<Task<string>> Started = new(StartAsync);
    private static int databases;

    /// <summary>The connection string of the cluster's maintenance database.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;

    private static string OwnFolder => Path.Combine(Path.GetTempPath(), $"campaign-tests-{Environment.ProcessId}");

    public static string NextName() => $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";

    private static async Task<string> StartAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable("TEST_DATABASE_URL") is { Length: > 0 } given ? given : await OwnServerAsync();
        await ExecuteAsync(connectionString, $"DROP DATABASE IF EXISTS {Template} WITH (FORCE)", $"CREATE DATABASE {Template}");
        await using var source = NpgsqlDataSource.Create(In(connectionString, Template));
        await EngineUnderTest.MigrateAsync(source);
        return connectionString;
    }

    private static async Task<string> OwnServerAsync()
    {
        var binaries = PostgresBinaries.Find();
        RemoveLeftovers(binaries);
        var folder = OwnFolder;
        Directory.CreateDirectory(folder);
        await PostgresProcess.HandOverAsync(folder, default);
        await PostgresProcess.RunAsync(binaries, "initdb", ["-D", folder, "-E", "UTF8", "--locale=C.UTF-8", "--lc-collate=C", "-U", "postgres", "-A", "trust", "--no-sync"], default);
        var port = PostgresProcess.FreePort();
        // A test's data is worth nothing after the test: durability is switched off, which is most of the time a test takes.
        string[] settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300", $"port={port}"];
        var server = PostgresProcess.Start(binaries, "postgres", ["-D", folder, .. settings.SelectMany(s => (string[])["-c", s])]);
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(binaries, folder);
        var connectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true";
        await WaitAsync(connectionString, server);
        return connectionString;
    }

    private static async Task WaitAsync(string connectionString, Process server)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await ExecuteAsync(connectionString, "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (i < 300 && !server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    internal static void Stop(string binaries, string folder)
    {
        // Immediate: nothing is worth flushing, and unlike a kill it frees the shared memory.
        using (var stop = PostgresProcess.Start(binaries, "pg_ctl", ["stop", "-w", "-m", "immediate", "-D", folder]))
            stop.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Folders of test processes that were killed: their server is stopped (its id read back from its own pid file) and they go.</summary>
    private static void RemoveLeftovers(string binaries)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), "campaign-tests-*"))
        {
            var owner = folder[(folder.LastIndexOf('-') + 1)..];
            // This one is begun below: a folder of the same name can only be an earlier process's. Others of this process are in use.
            if (folder != OwnFolder && PostgresProcess.CommandLineOf(owner) is not null) continue;
            try
            {
                var pidFile = Path.Combine(folder, "postmaster.pid");
                if (File.Exists(pidFile) && PostgresProcess.CommandLineOf(File.ReadLines(pidFile).First())?.Contains(folder, StringComparison.Ordinal) == true)
                    Stop(binaries, folder);
                else
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another test process is removing it too, or it is another user's.
            }
        }
    }

    public static string In(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    public static async Task ExecuteAsync(string connectionString, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
