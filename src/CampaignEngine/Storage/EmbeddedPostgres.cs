using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>
/// The engine's own PostgreSQL, used when no connection string is given. The first process starts it, others attach, the last
/// one out stops it; a process that is killed leaves it running for the next one to take over.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly PostgresFolder folder;
    private FileStream? user;

    private EmbeddedPostgres(PostgresFolder folder, FileStream user, int port) =>
        (this.folder, this.user, Port) = (folder, user, port);

    public int Port { get; }

    public string ConnectionString => ConnectionTo("campaign");

    /// <param name="dataFolder">Absolute; the cluster lives in its sub-folder postgres, or elsewhere where the server's user cannot enter it.</param>
    /// <param name="say">Told when another folder had to be chosen.</param>
    public static async Task<EmbeddedPostgres> StartOrAttachAsync(string dataFolder, Action<string> say, CancellationToken cancel)
    {
        var folder = await PostgresFolder.PrepareAsync(dataFolder, say, cancel);
        // Starting, attaching and stopping exclude each other; the kernel releases a killed process's locks.
        using var starting = await folder.LockAsync("start.lock", exclusive: true, cancel);
        var user = await folder.LockAsync("users.lock", exclusive: false, cancel);
        try
        {
            var server = new PostgresServer(folder);
            var port = server.RunningPort() ?? await server.StartAsync(cancel);
            var postgres = new EmbeddedPostgres(folder, user, port);
            await postgres.EnsureDatabaseAsync(cancel);
            return postgres;
        }
        catch
        {
            await user.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (user is null) return;
        NpgsqlConnection.ClearAllPools();
        using var starting = await folder.LockAsync("start.lock", exclusive: true, CancellationToken.None);
        await user.DisposeAsync();
        user = null;
        using var last = folder.TryLock("users.lock", exclusive: true);
        if (last is not null) await new PostgresServer(folder).StopAsync();
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = 'campaign'", connection);
        if (await exists.ExecuteScalarAsync(cancel) is not null) return;
        await using var create = new NpgsqlCommand("CREATE DATABASE campaign", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "campaign",
        Password = folder.Password,
        Database = database,
        MaxPoolSize = 60,
    }.ConnectionString;
}
