using System.Diagnostics;
using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Tests.Storage;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("campaign-embedded-").FullName;

    public EmbeddedPostgresTests()
    {
        // A temporary folder is the owner's alone; the server's user must be able to pass through it.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private string PidFile => Path.Combine(folder, "postgres", "cluster", "postmaster.pid");

    [Fact]
    public async Task It_starts_serves_and_is_left_clean_and_its_data_outlives_it()
    {
        await using (var first = await StartAsync()) await ExecuteAsync(first, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
        Assert.False(File.Exists(PidFile));
        await using var second = await StartAsync();
        Assert.Equal(7, await ExecuteAsync(second, "SELECT n FROM kept"));
    }

    [Fact]
    public async Task Others_attach_and_only_the_last_one_out_stops_it()
    {
        var first = await StartAsync();
        var second = await StartAsync();
        Assert.Equal(first.Port, second.Port);
        await first.DisposeAsync();
        Assert.Equal(1, await ExecuteAsync(second, "SELECT 1"));
        await second.DisposeAsync();
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task It_comes_back_after_the_server_was_killed()
    {
        var first = await StartAsync();
        await ExecuteAsync(first, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)");
        using (var server = Process.GetProcessById(int.Parse(File.ReadLines(PidFile).First())))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
        NpgsqlConnection.ClearAllPools();
        await using (var second = await StartAsync())
            Assert.Equal(7, await ExecuteAsync(second, "SELECT n FROM kept"));
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_a_stranger_is_not_believed_and_the_stranger_lives()
    {
        await (await StartAsync()).DisposeAsync();
        using var stranger = Process.Start("sleep", "600");
        await File.WriteAllTextAsync(PidFile, $"{stranger.Id}\n{folder}\n0\n5432\n");
        await using (var postgres = await StartAsync()) Assert.Equal(1, await ExecuteAsync(postgres, "SELECT 1"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task The_password_is_the_owners_alone_and_is_needed()
    {
        await using var postgres = await StartAsync();
        var mode = File.GetUnixFileMode(Path.Combine(folder, "postgres", "password"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartOrAttachAsync(folder, _ => { }, default);

    private static async Task<object?> ExecuteAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
