using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>
/// A PostgreSQL of its own for one benchmark, as the engine starts it for an installation: durable, in a fresh folder that is deleted at the end.
/// Business time begins on a working morning, so that the hours are open whenever it is run.
/// </summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 5, 8, 0, 0, TimeSpan.FromHours(7));

    private readonly DirectoryInfo folder;
    private readonly EmbeddedPostgres postgres;
    private readonly ServiceProvider services;

    private BenchDatabase(DirectoryInfo folder, EmbeddedPostgres postgres, ServiceProvider services, string dataDirectory) =>
        (this.folder, this.postgres, this.services, DataDirectory) = (folder, postgres, services, dataDirectory);

    public string ConnectionString => postgres.ConnectionString;

    public NpgsqlDataSource Source => Get<NpgsqlDataSource>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public string Folder => folder.FullName;

    private string DataDirectory { get; }

    /// <summary>Where the server itself may read and write files.</summary>
    public string ServerFolder => Directory.GetParent(DataDirectory)!.FullName;

    /// <summary>The server's first process, whose children serve the connections.</summary>
    public int Postmaster => int.Parse(File.ReadLines(Path.Combine(DataDirectory, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<BenchDatabase> StartAsync(CancellationToken cancel, Action<IServiceCollection>? add = null, params KeyValuePair<string, string?>[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("campaign-bench-");
        // The server's user must be able to pass through.
        File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var postgres = await EmbeddedPostgres.StartOrAttachAsync(folder.FullName, _ => { }, cancel);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [.. settings, new("ConnectionStrings:Main", postgres.ConnectionString), new("Engine:Mode", nameof(EngineMode.Test))]).Build();
        var collection = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration);
        add?.Invoke(collection);
        var services = collection.BuildServiceProvider();
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await Migrations.RunAsync(source, services.GetServices<ISeed>(), cancel);
        await services.GetRequiredService<EngineClock>().ShiftToAsync(Start, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        return new BenchDatabase(folder, postgres, services, (await connection.ExecuteScalarAsync<string>("SHOW data_directory"))!);
    }

    public async Task ExecuteAsync(string sql, object? values, CancellationToken cancel)
    {
        await using var connection = await Source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new(sql, values, commandTimeout: 0, cancellationToken: cancel));
    }

    public async Task<T> ScalarAsync<T>(string sql, object? values, CancellationToken cancel)
    {
        await using var connection = await Source.OpenConnectionAsync(cancel);
        return (await connection.ExecuteScalarAsync<T>(new(sql, values, commandTimeout: 0, cancellationToken: cancel)))!;
    }

    /// <summary>What was stored beforehand is not paid for in the measured time: statistics are fresh and nothing waits to be written.</summary>
    public Task SettleAsync(CancellationToken cancel) => ExecuteAsync("ANALYZE; CHECKPOINT", null, cancel);

    public async Task<string> VersionAsync(CancellationToken cancel) => await ScalarAsync<string>("SHOW server_version", null, cancel);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await postgres.DisposeAsync();
        folder.Delete(recursive: true);
        // Where the server's user could not enter the folder, the cluster is elsewhere.
        if (Directory.Exists(DataDirectory)) Directory.Delete(ServerFolder, recursive: true);
    }
}
