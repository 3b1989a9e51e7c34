using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>
/// The engine's own PostgreSQL, used when no connection string is given. The first process starts it, others attach, the last
/// one out stops it; a process that is killed leaves it running for the next one to take over.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly PostgresFolder folder;
    private readonly string password;
    private FileStream? user;

    private EmbeddedPostgres(PostgresFolder folder, FileStream user, int port, string password) =>
        (this.folder, this.user, Port, this.password) = (folder, user, port, password);

    public int Port { get; }

    public string ConnectionString => ConnectionTo("campaign");

    /// <param name="dataFolder">Absolute; the cluster lives in its sub-folder postgres, or elsewhere where the server's user cannot enter it.</param>
    /// <param name="say">Told when another folder had to be chosen.</param>
    public static async Task<EmbeddedPostgres> StartOrAttachAsync(string dataFolder, Action<string> say, CancellationToken cancel)
    {
        try
        {
            var folder = await PostgresFolder.ChooseAsync(dataFolder, say, cancel);
            // Starting, attaching and stopping exclude each other; the kernel releases a killed process's locks.
            using var starting = await folder.LockAsync("start.lock", exclusive: true, cancel);
            return await StartOrAttachAsync(folder, cancel);
        }
        catch (UnauthorizedAccessException)
        {
            throw new RefusedException("data-folder-of-another", dataFolder,
                "Thư mục này thuộc người dùng khác của máy; hãy chạy bằng người dùng đó hoặc đặt Engine:DataFolder.",
                "This folder belongs to another user of the machine: run as that user, or set Engine:DataFolder.");
        }
    }

    private static async Task<EmbeddedPostgres> StartOrAttachAsync(PostgresFolder folder, CancellationToken cancel)
    {
        var password = folder.Password();
        var user = await folder.LockAsync("users.lock", exclusive: false, cancel);
        var server = new PostgresServer(folder);
        try
        {
            var postgres = new EmbeddedPostgres(folder, user, server.RunningPort() ?? await server.StartAsync(), password);
            await postgres.EnsureDatabaseAsync(cancel);
            return postgres;
        }
        catch
        {
            await LeaveAsync(folder, user);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (user is null) return;
        NpgsqlConnection.ClearAllPools();
        using var starting = await folder.LockAsync("start.lock", exclusive: true, CancellationToken.None);
        await LeaveAsync(folder, user);
        user = null;
    }

    /// <summary>The last one out stops the server. Under the start lock.</summary>
    private static async Task LeaveAsync(PostgresFolder folder, FileStream user)
    {
        await user.DisposeAsync();
        using var last = folder.TryLock("users.lock", exclusive: true);
        if (last is not null) await new PostgresServer(folder).StopAsync();
    }

    /// <summary>An empty database, whoever was connected. For the demo, whose data is worth nothing after it.</summary>
    public async Task RecreateDatabaseAsync(CancellationToken cancel)
    {
        await using (var connection = new NpgsqlConnection(ConnectionTo("postgres")))
        {
            await connection.OpenAsync(cancel);
            await using var drop = new NpgsqlCommand("DROP DATABASE IF EXISTS campaign WITH (FORCE)", connection);
            await drop.ExecuteNonQueryAsync(cancel);
        }
        await EnsureDatabaseAsync(cancel);
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
        Password = password,
        Database = database,
        MaxPoolSize = 60,
    }.ConnectionString;
}
