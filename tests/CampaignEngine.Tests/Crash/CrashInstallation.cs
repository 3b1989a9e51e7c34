using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Dispatch;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Simulator;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CampaignEngine.Tests.Crash;

/// <summary>One installation of the product as processes: its database, its settings, the provider's look-alike, and workers to kill.</summary>
internal sealed class CrashInstallation : IAsyncDisposable
{
    private const int Pumps = 2;
    private const int InFlight = 8;
    private const string KilledStatus = "137";

    /// <summary>What a wait that was in vain prints.</summary>
    private const string Standing = """
        SELECT concat_ws(E'\n',
            (SELECT string_agg(concat_ws(' ', run_id, state, reason), ', ') FROM runs),
            (SELECT string_agg(concat_ws(' ', status, reason, count), ', ') FROM (SELECT status, reason, count(*) FROM messages GROUP BY 1, 2) m),
            (SELECT string_agg(concat_ws(' ', state, count, first), ', ') FROM (SELECT state, count(*), min(ready_at) AS first FROM chunks GROUP BY 1) c),
            (SELECT string_agg(concat_ws(' ', sender, next_free_at, stop_reason), ', ') FROM senders),
            (SELECT string_agg(concat_ws(' ', first_no, due_at, tries, lease_until), ', ') FROM (SELECT * FROM due ORDER BY due_at LIMIT 5) d),
            (SELECT concat_ws(' ', 'recovery', recovery_since, recovery_reason) FROM lineage), clock_timestamp())
        """;

    private readonly HomeFolderForTest home = new();
    private readonly ServiceProvider services;
    private readonly Dictionary<string, string?> settings;
    private readonly List<CampaignProcess> started = [];

    private CrashInstallation(SimulatorUnderTest simulator, Dictionary<string, string?> settings)
    {
        (Simulator, this.settings) = (simulator, settings);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration).BuildServiceProvider();
    }

    public SimulatorUnderTest Simulator { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public string File(string name) => Path.Combine(home.Path, name);

    public static async Task<CrashInstallation> StartAsync(CrashServer server, BehaviourSettings behaviour, params (string Name, string Value)[] changes)
    {
        var simulator = await SimulatorUnderTest.StartAsync(behaviour);
        var web = $"http://127.0.0.1:{PostgresProcess.FreePort()}";
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Main"] = await server.NewDatabaseAsync(),
            ["Engine:Mode"] = nameof(EngineMode.Test),
            ["Web:Url"] = web,
            ["Webhooks:PublicBaseUrl"] = web,
            ["Twilio:BaseUrl"] = simulator.Address,
            ["Twilio:AccountSid"] = SimulatorUnderTest.Account,
            ["Twilio:AuthToken"] = "simulator-token",
            ["Twilio:From"] = "+15005550006",
            // Short enough that a crash suite does not wait a minute a kill, and by the rule that every lease follows.
            ["Twilio:AnswerSeconds"] = "3",
            ["Dispatch:LeaseSeconds"] = "6",
            ["Dispatch:Pumps"] = $"{Pumps}",
            ["Dispatch:PumpSeconds"] = "5",
            ["Dispatch:InFlight"] = $"{InFlight}",
            ["Dispatch:PartsPerSecond"] = "1000",
            ["Dispatch:BackoffSeconds"] = "0.2",
            ["Twilio:NotFoundAfterSeconds"] = "4",
            ["Settle:FirstSeconds"] = "2",
            ["Settle:LongestSeconds"] = "4",
            ["Settle:LeaseSeconds"] = "10",
            ["Settle:QuestionsPerSecond"] = "1000",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        var installation = new CrashInstallation(simulator, settings);
        // 08:00 on 5 May 2026 in Vietnam: the hours are open whenever the tests run.
        await installation.Get<EngineClock>().ShiftToAsync(new DateTimeOffset(2026, 5, 5, 8, 0, 0, TimeSpan.FromHours(7)), default);
        // The test's own count of all that was ever in doubt.
        await installation.ExecuteAsync("""
            CREATE TABLE crash_doubts (run_id int, message_no int, PRIMARY KEY (run_id, message_no));
            CREATE FUNCTION count_doubt() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO crash_doubts VALUES (NEW.run_id, NEW.message_no) ON CONFLICT DO NOTHING; RETURN NULL; END $$;
            CREATE TRIGGER count_doubt AFTER UPDATE OF status ON messages FOR EACH ROW WHEN (NEW.status = 'in_doubt') EXECUTE FUNCTION count_doubt();
            """);
        return installation;
    }

    /// <summary>A run that is rendered, in chunks so small that every worker finds one.</summary>
    public async Task<int> WriteRunAsync(int messages)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
        return await DispatchRows.WriteAsync(connection, messages, chunkSize: 20, now, now.AddDays(1));
    }

    /// <summary>Ends with the installation, whatever becomes of the test.</summary>
    public CampaignProcess Start(string[] command, string? failPoint = null, string? token = null)
    {
        var process = CampaignProcess.Start(home.Path, command,
            [.. settings.Select(s => (s.Key.Replace(":", "__", StringComparison.Ordinal), s.Value)), (FailPoint.Variable, failPoint), ("CAMPAIGN_TOKEN", token)]);
        started.Add(process);
        return process;
    }

    public CampaignProcess StartWorker(string? failPoint = null) => Start(["worker"], failPoint);

    /// <summary>Waits until the process has killed itself at its point.</summary>
    public static async Task DiesAsync(CampaignProcess process)
    {
        var end = await process.EndAsync();
        Assert.True($"{end.ExitCode}" == KilledStatus, $"It was to be killed and ended with {end.ExitCode}:\n{end.Output}\n{end.Errors}");
    }

    public static async Task StopAsync(CampaignProcess process)
    {
        // Before it says so it does not listen, and the signal ends it at once.
        await process.SaysAsync("(Ctrl-C");
        await process.TerminateAsync();
        var end = await process.EndAsync();
        Assert.True(end.ExitCode == 0, $"{end.ExitCode}:\n{end.Output}\n{end.Errors}");
    }

    /// <summary>Until the condition holds; the database may be away meanwhile.</summary>
    public async Task WaitAsync(string condition, object? values = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(240));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await ScalarAsync<bool>($"SELECT {condition}", values))
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            if (patience.IsCancellationRequested) Assert.Fail($"Still not: {condition}\n{await ScalarAsync<string>(Standing)}");
        }
    }

    /// <summary>Until every message has a named end and every run is completed; where the suite reconciles, until nothing is in doubt.</summary>
    public Task SettledAsync(bool reconciled) => WaitAsync(
        "NOT EXISTS (SELECT FROM messages WHERE status IN ('pending', 'sending') OR status = 'in_doubt' AND @reconciled) AND NOT EXISTS (SELECT FROM runs WHERE state <> 'completed')",
        new { reconciled });

    /// <summary>Until the provider was called so often.</summary>
    public async Task CalledAsync(long requests)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Simulator.Count().Requests < requests) await timer.WaitForNextTickAsync(patience.Token);
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? values = null)
    {
        T? value = default;
        await DatabaseOutage.WaitOut(NullLogger.Instance).ExecuteAsync(async _ =>
        {
            await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
            value = await connection.ExecuteScalarAsync<T>(sql, values);
        });
        return value;
    }

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object? values = null)
    {
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, values)).AsList();
    }

    public Task ExecuteAsync(string sql, object? values = null) => ScalarAsync<object>(sql, values);

    public async ValueTask DisposeAsync()
    {
        started.ForEach(process => process.Dispose());
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
        home.Dispose();
    }
}
