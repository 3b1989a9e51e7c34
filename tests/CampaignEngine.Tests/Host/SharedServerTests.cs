using CampaignEngine.Tests.Harness;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Host;

/// <summary>The engine's own PostgreSQL under real processes: shared, killed, told to stop.</summary>
public sealed class SharedServerTests : IDisposable
{
    private readonly HomeFolderForTest home = new();

    [Fact]
    public async Task Two_processes_that_start_together_share_one_server_and_one_of_them_makes_the_first_user()
    {
        var ends = await Task.WhenAll(
            CampaignProcess.RunAsync(home.Path, ["user", "add", "lan", "--role", "administrator"]),
            CampaignProcess.RunAsync(home.Path, ["user", "add", "minh", "--role", "administrator"]));
        Assert.True(ends.Select(e => e.ExitCode).Order().SequenceEqual([0, 4]), string.Join('\n', ends.Select(e => e.ToString())));
        Assert.StartsWith("ce_", ends.Single(e => e.ExitCode == 0).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(home.PidFile));
    }

    [Fact]
    public async Task A_killed_process_leaves_the_server_to_the_next_one_which_leaves_it_clean()
    {
        using var process = await ProcessInsideAQueryAsync();
        var (server, port) = (home.ServerId, PortOf());
        process.Kill();
        await process.EndAsync();
        Assert.Equal(server, home.ServerId);

        await using (var next = await home.StartPostgresAsync())
        {
            Assert.Equal(port, next.Port);
            Assert.Equal(server, home.ServerId);
        }
        Assert.False(File.Exists(home.PidFile));
    }

    [Fact]
    public async Task A_process_told_to_stop_ends_with_130_and_leaves_no_server()
    {
        using var process = await ProcessInsideAQueryAsync();
        await process.TerminateAsync();
        var end = await process.EndAsync();
        Assert.True(end.ExitCode == 130, end.ToString());
        Assert.False(File.Exists(home.PidFile));
    }

    public void Dispose() => home.Dispose();

    /// <summary>A process that is the server's only user and waits in a query behind our lock.</summary>
    private async Task<CampaignProcess> ProcessInsideAQueryAsync()
    {
        var token = (await CampaignProcess.RunAsync(home.Path, ["user", "add", "lan", "--role", "administrator"])).Output.Trim();
        var ours = await home.StartPostgresAsync();
        var locking = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ours.ConnectionString) { Pooling = false }.ConnectionString);
        await locking.OpenAsync();
        await locking.ExecuteAsync("BEGIN; LOCK TABLE users");
        using var bounded = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var process = CampaignProcess.Start(home.Path, ["user", "list"], ("CAMPAIGN_TOKEN", token));
        while (!await locking.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"))
            await Task.Delay(20, bounded.Token);
        await ours.DisposeAsync();
        return process;
    }

    private int PortOf() => int.Parse(File.ReadLines(home.PidFile).ElementAt(3));
}
