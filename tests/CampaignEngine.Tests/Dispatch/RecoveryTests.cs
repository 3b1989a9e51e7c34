using CampaignEngine.Access;
using CampaignEngine.Dispatch;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A real backup, more sent, a real restore, and workers that start on it. The provider's look-alike counts.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private const int Messages = 300;
    private readonly TestDatabase database = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaign-backup-");
    private SimulatorUnderTest simulator = null!;
    private Actor administrator = null!;
    private int runId;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await PostgresProcess.HandOverAsync(folder.FullName, default);
        simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 5, CallbackLost = 1 });
    }

    public async ValueTask DisposeAsync()
    {
        await simulator.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true, ClaimPermit.AnotherDatabase)] // into a database made anew
    [InlineData(false, ClaimPermit.OlderThanSeen)] // over the one that is there: only what the machine has seen tells
    public async Task After_a_restore_nothing_is_sent_before_a_person_confirms_and_then_nothing_twice(bool anew, string reason)
    {
        await SendBackUpAndSendMoreAsync();
        await RestoreAsync(anew);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var services = Worker(source);
        await PumpAsync(services);
        Assert.Equal(200, simulator.Count().Requests);
        var standing = await services.GetRequiredService<RecoveryStatus>().ExecuteAsync(default);
        Assert.Equal((true, reason), (standing.InRecovery, standing.Reason));
        Assert.Equal([new RecoveryRun(runId, 1, RunState.Running, Whole: true, Pending: 200, InDoubt: 0, Untouched: false)], standing.Runs);
        Assert.InRange(standing.Since!.Value, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-10), TimeProvider.System.GetUtcNow().UtcDateTime);

        await LoseOneConfirmationAsync(services, source);
        await PumpAsync(services);
        Assert.Equal(200, simulator.Count().Requests);

        await ConfirmAsync(services, nothingSent: false);
        await PumpAsync(services);
        Assert.Equal(200, simulator.Count().Requests);
        // Looked up: what the provider has is found; what it never took goes out when its quiet time is over.
        for (var look = 0; look < 3; look++)
        {
            await services.GetRequiredService<SettleDue>().ExecuteAsync(default);
            await PumpAsync(services);
            database.Clock.Advance(TimeSpan.FromMinutes(20));
        }
        Assert.Equal((Messages, Messages, 0), (simulator.Count().Requests, simulator.Count().Distinct, simulator.Count().Duplicates));
        var members = (await services.GetRequiredService<RunStatus>().ExecuteAsync(runId, default)).Members;
        Assert.Equal((0, true), (members.InDoubt, members.Adds));
    }

    [Fact]
    public async Task Where_a_person_is_certain_that_nothing_was_sent_all_goes_on_as_it_stands()
    {
        await SendBackUpAndSendMoreAsync(more: 0);
        await RestoreAsync(anew: true);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var services = Worker(source);
        await PumpAsync(services);
        Assert.Equal(100, simulator.Count().Requests);

        await ConfirmAsync(services, nothingSent: true);
        await services.GetRequiredService<Sweep>().ExecuteAsync(default);
        await PumpAsync(services);
        Assert.Equal((Messages, 0), (simulator.Count().Distinct, simulator.Count().Duplicates));
        // The same backup a second time is older again.
        await RestoreAsync(anew: false);
        await using var afterwards = NpgsqlDataSource.Create(database.ConnectionString);
        await using var later = Worker(afterwards);
        await PumpAsync(later);
        Assert.Equal(Messages, simulator.Count().Requests);
        Assert.True((await later.GetRequiredService<RecoveryStatus>().ExecuteAsync(default)).InRecovery);
    }

    [Fact]
    public async Task A_worker_that_lives_through_the_restore_stops_too_and_a_person_can_begin_a_recovery()
    {
        await using var bench = await StartAsync();
        await bench.Get<Sweep>().ExecuteAsync(default);
        await StepAsync(bench, 2);
        // As it would be after a restore to before the last beat.
        await bench.ScalarAsync<int>("DELETE FROM beats");
        await bench.PumpAsync();
        Assert.Equal(100, simulator.Count().Requests);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var services = Worker(source);
        await ConfirmAsync(services, nothingSent: true);

        await services.GetRequiredService<BeginRecovery>().ExecuteAsync(administrator, database.Clock.GetUtcNow(), default);
        await bench.PumpAsync();
        Assert.Equal(100, simulator.Count().Requests);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => services.GetRequiredService<BeginRecovery>().ExecuteAsync(administrator, database.Clock.GetUtcNow(), default));
        Assert.Equal("in-recovery", refused.Problems[0].Code);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await services.GetRequiredService<ConfirmRecovery>().ExecuteAsync(await bench.OperatorAsync(), nothingSent: true, default));

        await bench.ScalarAsync<int>("UPDATE runs SET state = 'rendering' WHERE run_id = @RunId");
        refused = await Assert.ThrowsAsync<RefusedException>(() => ConfirmAsync(services, nothingSent: false));
        Assert.Equal("unrendered-run", refused.Problems[0].Code);
        await bench.ScalarAsync<int>("UPDATE runs SET state = 'running' WHERE run_id = @RunId");
        await ConfirmAsync(services, nothingSent: true);
        await bench.PumpAsync();
        Assert.Equal((Messages, 0), (simulator.Count().Distinct, simulator.Count().Duplicates));
    }

    private async Task SendBackUpAndSendMoreAsync(int more = 2)
    {
        await using var bench = await StartAsync();
        await bench.Get<Sweep>().ExecuteAsync(default);
        await StepAsync(bench, 2);
        await RunAsync("pg_dump", "-Fc", "-f", Backup, "-d", Url(database.ConnectionString));
        await bench.Get<Sweep>().ExecuteAsync(default);
        await StepAsync(bench, more);
        Assert.Equal(100 + more * 50, simulator.Count().Distinct);
    }

    private async Task<DispatchBench> StartAsync()
    {
        var bench = await DispatchBench.StartAsync(database, Messages, chunkSize: 50, provider: Settings());
        bench.Get<RestoreMarker>().Keep(folder.FullName);
        runId = bench.RunId;
        administrator = await AdministratorAsync(bench);
        return bench;
    }

    /// <summary>A confirmation that is interrupted after some chunks.</summary>
    private async Task LoseOneConfirmationAsync(IServiceProvider services, NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            CREATE FUNCTION lose_confirmation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lost'; END $$;
            CREATE TRIGGER lose_confirmation BEFORE INSERT OR UPDATE ON due FOR EACH ROW WHEN (NEW.first_no = 201) EXECUTE FUNCTION lose_confirmation()
            """);
        await Assert.ThrowsAsync<PostgresException>(() => ConfirmAsync(services, nothingSent: false));
        await connection.ExecuteAsync("DROP FUNCTION lose_confirmation CASCADE");
        Assert.Equal(100, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM messages WHERE status = 'in_doubt'"));
    }

    private async Task RestoreAsync(bool anew)
    {
        if (anew)
        {
            var maintenance = await TestCluster.ConnectionStringAsync();
            var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
            await TestCluster.ExecuteAsync(maintenance, $"DROP DATABASE {name} WITH (FORCE)", $"CREATE DATABASE {name} TEMPLATE template0");
        }
        else await TestCluster.ExecuteAsync(database.ConnectionString, "DROP SCHEMA public CASCADE", "DROP SCHEMA archive CASCADE", "CREATE SCHEMA public");
        await RunAsync("pg_restore", "-d", Url(database.ConnectionString), Backup);
    }

    private string Backup => Path.Combine(folder.FullName, "backup.dump");

    private ServiceProvider Worker(NpgsqlDataSource source)
    {
        var services = EngineUnderTest.Build(source, database.Clock, Settings());
        services.GetRequiredService<RestoreMarker>().Keep(folder.FullName);
        return services;
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Twilio:BaseUrl"] = simulator.Address,
        ["Twilio:AccountSid"] = SimulatorUnderTest.Account,
        ["Twilio:AuthToken"] = "simulator-token",
        ["Twilio:From"] = "BHXH",
        ["Webhooks:PublicBaseUrl"] = "http://127.0.0.1:1",
        ["Settle:QuestionsPerSecond"] = "1000",
        ["Dispatch:PartsPerSecond"] = "100000",
    };

    private async Task ConfirmAsync(IServiceProvider services, bool nothingSent) =>
        await services.GetRequiredService<ConfirmRecovery>().ExecuteAsync(administrator, nothingSent, default);

    private static async Task<Actor> AdministratorAsync(DispatchBench bench)
    {
        var actor = await bench.OperatorAsync();
        return actor with { Roles = [Role.Administrator] };
    }

    private static async Task StepAsync(DispatchBench bench, int chunks)
    {
        for (var chunk = 0; chunk < chunks; chunk++) Assert.True(await bench.Get<Pump>().StepAsync(Guid.NewGuid(), default));
    }

    private static async Task PumpAsync(IServiceProvider services)
    {
        await services.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        while (await services.GetRequiredService<Pump>().StepAsync(Guid.NewGuid(), default)) { }
    }

    private static Task RunAsync(string program, params string[] arguments) => PostgresProcess.RunAsync(PostgresBinaries.Find(), program, arguments, default);

    private static string Url(string connectionString)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgresql://{Uri.EscapeDataString(to.Username!)}{(to.Password is null ? "" : $":{Uri.EscapeDataString(to.Password)}")}@{to.Host}:{to.Port}/{to.Database}";
    }
}
