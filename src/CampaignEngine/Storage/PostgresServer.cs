using System.Globalization;

namespace CampaignEngine.Storage;

/// <summary>Starts and stops the server of one folder. Called under the folder's start lock only.</summary>
internal sealed class PostgresServer(PostgresFolder folder)
{
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200",
        $"shared_buffers={SharedMegabytes}MB", "max_wal_size=2GB", "timezone=UTC",
        // What PostgreSQL says of a failed statement quotes values of rows, and those are people: neither the statement nor the detail is logged.
        "log_error_verbosity=terse", "log_min_error_statement=panic",
    ];

    // An eighth of what the machine or the container has: a million people are read from there rather than copied from the system's cache each
    // time. It shares the machine with the engine, hence less than the quarter that is advised for PostgreSQL alone.
    private static long SharedMegabytes => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (1 << 20), 256, 4096);

    private readonly string binaries = PostgresBinaries.Find();

    /// <summary>The port of the server that runs on this folder, or null. A pid file left behind is not believed: the process must be PostgreSQL on this folder.</summary>
    public int? RunningPort()
    {
        var file = Path.Combine(folder.Cluster, "postmaster.pid");
        if (!File.Exists(file)) return null;
        var lines = File.ReadAllLines(file);
        if (lines.Length >= 4 && IsOurs(lines[0]) && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return port;
        // Stale: PostgreSQL itself would refuse to start where a stranger of the same user has the id by now.
        if (lines.Length == 0 || !IsOurs(lines[0])) File.Delete(file);
        return null;
    }

    /// <summary>Not cancelled halfway: it takes a second, and a server half started would be left behind.</summary>
    public async Task<int> StartAsync()
    {
        await PostgresProcess.HandOverAsync(folder.Path, CancellationToken.None);
        if (!Directory.Exists(folder.Cluster)) await InitialiseAsync();
        for (var attempt = 1; ; attempt++)
        {
            var port = PostgresProcess.FreePort();
            var options = string.Join(' ', Settings.Append($"port={port}").Select(s => $"-c {s}"));
            try
            {
                // pg_ctl puts the server into a session of its own, so that Ctrl-C reaches us and not it.
                await PostgresProcess.RunAsync(binaries, "pg_ctl", ["start", "-w", "-t", "120", "-D", folder.Cluster, "-l", folder.Log, "-o", options], CancellationToken.None);
                return port;
            }
            catch (InvalidOperationException error)
            {
                var log = File.Exists(folder.Log) ? string.Join('\n', File.ReadLines(folder.Log).TakeLast(8)) : "";
                // A free port may be taken by another process before the server binds it.
                if (attempt < 3 && log.Contains("could not bind", StringComparison.Ordinal)) continue;
                throw new InvalidOperationException($"PostgreSQL did not start in {folder.Cluster}: {error.Message}\n{log}", error);
            }
        }
    }

    public async Task StopAsync()
    {
        if (RunningPort() is not null)
            await PostgresProcess.RunAsync(binaries, "pg_ctl", ["stop", "-w", "-m", "fast", "-D", folder.Cluster], CancellationToken.None);
    }

    private async Task InitialiseAsync()
    {
        // Made aside and renamed: a folder named cluster is a whole one, however the process ended.
        var fresh = folder.Cluster + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        // Both collations order by code point; C does it by comparing bytes, which every key of text gains from.
        await PostgresProcess.RunAsync(binaries, "initdb",
            ["-D", fresh, "-E", "UTF8", "--locale=C.UTF-8", "--lc-collate=C", "-U", "campaign", "-A", "scram-sha-256", $"--pwfile={folder.PasswordFile}"], CancellationToken.None);
        Directory.Move(fresh, folder.Cluster);
    }

    private bool IsOurs(string pid) =>
        PostgresProcess.CommandLineOf(pid.Trim()) is { } words
        && words.Contains("postgres", StringComparison.Ordinal) && words.Contains(folder.Cluster, StringComparison.Ordinal);
}
