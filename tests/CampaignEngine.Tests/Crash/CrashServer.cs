using System.Diagnostics;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using Npgsql;

namespace CampaignEngine.Tests.Crash;

/// <summary>A durable PostgreSQL of its own that a test kills with SIGKILL and starts again on the same port.</summary>
public sealed class CrashServer : IAsyncLifetime
{
    private const string Template = "crash_template";

    private readonly string binaries = PostgresBinaries.Find();
    // The harness removes folders of this name once the process at its end is gone.
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"campaign-tests-{Guid.NewGuid():N}-{Environment.ProcessId}");
    private readonly int port = PostgresProcess.FreePort();
    private Process? server;

    private string Maintenance => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        await PostgresProcess.HandOverAsync(folder, default);
        await PostgresProcess.RunAsync(binaries, "initdb", ["-D", folder, "-E", "UTF8", "--locale=C.UTF-8", "--lc-collate=C", "-U", "postgres", "-A", "trust"], default);
        await StartAsync();
        await TestCluster.ExecuteAsync(Maintenance, $"CREATE DATABASE {Template}");
        await using var source = NpgsqlDataSource.Create(TestCluster.In(Maintenance, Template));
        await EngineUnderTest.MigrateAsync(source);
    }

    public async Task<string> NewDatabaseAsync()
    {
        var name = TestCluster.NextName();
        await TestCluster.ExecuteAsync(Maintenance, $"CREATE DATABASE {name} TEMPLATE {Template}");
        return TestCluster.In(Maintenance, name);
    }

    public async Task KillAsync()
    {
        server!.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
    }

    /// <summary>Durable as it comes. After a kill it recovers, once the sessions of the dead server have let go of its memory.</summary>
    public async Task StartAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        string[] settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "timezone=UTC", $"port={port}"];
        while (true)
        {
            server = PostgresProcess.Start(binaries, "postgres", ["-D", folder, .. settings.SelectMany(s => (string[])["-c", s])]);
            server.BeginErrorReadLine();
            server.BeginOutputReadLine();
            if (await AnswersAsync(server, patience.Token)) return;
            server.Dispose();
        }
    }

    private async Task<bool> AnswersAsync(Process started, CancellationToken patience)
    {
        while (!started.HasExited)
        {
            try
            {
                await TestCluster.ExecuteAsync(Maintenance, "SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, patience);
            }
        }
        await Task.Delay(50, patience);
        return false;
    }

    public ValueTask DisposeAsync()
    {
        TestCluster.Stop(binaries, folder);
        server?.Dispose();
        return default;
    }
}
