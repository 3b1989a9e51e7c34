using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A launched run of its own, a provider that answers as the test says, and pumps the test turns by hand.</summary>
internal sealed class DispatchBench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private DispatchBench(TestDatabase database, ServiceProvider services, int runId) =>
        (Database, this.services, RunId) = (database, services, runId);

    public TestDatabase Database { get; }
    public int RunId { get; }
    public ScriptedChannel Channel => (ScriptedChannel)services.GetRequiredService<IChannel>();
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static async Task<DispatchBench> StartAsync(
        TestDatabase database, int messages, int chunkSize = 50, int inFlight = 64, int partsPerSecond = 100_000, TimeSpan? expires = null,
        IDictionary<string, string?>? provider = null, IReadOnlyList<ScriptedChannel>? channels = null, NpgsqlDataSource? through = null,
        params (string Name, string? Value)[] settings)
    {
        var services = database.Services(
            new Dictionary<string, string?>((provider ?? new Dictionary<string, string?>()).Concat(settings.Select(s => KeyValuePair.Create(s.Name, s.Value))))
            { ["Dispatch:InFlight"] = $"{inFlight}", ["Dispatch:PartsPerSecond"] = $"{partsPerSecond}" },
            change =>
            {
                if (provider is null)
                    foreach (var channel in channels ?? [new ScriptedChannel()]) change.AddSingleton<IChannel>(channel);
                if (through is not null) change.Replace(ServiceDescriptor.Singleton(through));
            });
        await services.GetRequiredService<StartDispatch>().ExecuteAsync(default);
        database.Clock.Advance(Morning(database.Clock.GetUtcNow()) - database.Clock.GetUtcNow());
        var now = database.Clock.GetUtcNow();
        await using var connection = await database.Source.OpenConnectionAsync();
        // The runs and stopped senders of the class's other tests are out of the way.
        await connection.ExecuteAsync("DELETE FROM due; UPDATE runs SET state = 'cancelled'; UPDATE senders SET stopped_at = null, next_free_at = '2000-01-01'");
        var run = await DispatchRows.WriteAsync(connection, messages, chunkSize, now, now + (expires ?? TimeSpan.FromDays(1)));
        return new DispatchBench(database, services, run);
    }

    /// <summary>The class's other tests have moved the clock, perhaps into the night; every test begins with its hours before it.</summary>
    private static DateTimeOffset Morning(DateTimeOffset now)
    {
        var opening = SendingWindow.House.NextOpen(now);
        var local = VietnamTime.Of(opening);
        return local.Hour < 10 ? opening : SendingWindow.House.NextOpen(VietnamTime.At(DateOnly.FromDateTime(local).AddDays(1), TimeOnly.MinValue));
    }

    /// <summary>A further run over the same people, so to the same numbers.</summary>
    public async Task<int> AddRunAsync(int chunkSize = 50, string messageClass = "PolicyInfo")
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        var run = await connection.ExecuteScalarAsync<int>("""
            INSERT INTO runs (campaign_id, kind, state, launched_at)
            SELECT (SELECT max(run_id) FROM runs) + 1, 'campaign', 'running', launched_at FROM runs WHERE run_id = @RunId RETURNING run_id
            """, new { RunId });
        var now = Database.Clock.GetUtcNow();
        var people = (await connection.QueryAsync<(int No, long Recipient, byte[] Key, DateTime Expires)>(
            "SELECT message_no, recipient_id, number_key, expires_at FROM messages WHERE run_id = @RunId ORDER BY message_no", new { RunId })).ToList();
        await MessageWriter.WriteAsync(connection, [.. people.Select(
            p => MessageRows.New(run, p.No, p.Expires, p.Recipient) with { NumberKey = p.Key, Class = messageClass })], now, default);
        await connection.ExecuteAsync("""
            INSERT INTO chunks (run_id, chunk_no, first_no, last_no, ready_at)
            SELECT @run, n, (n - 1) * @chunkSize + 1, least(n * @chunkSize, @count), @now FROM generate_series(1, (@count + @chunkSize - 1) / @chunkSize) n
            """, new { run, chunkSize, count = people.Count, now });
        return run;
    }

    /// <summary>Gives real processes on this database the test's business time.</summary>
    public Task ShiftClockAsync() => ScalarAsync<int>(
        "UPDATE engine_clock SET offset_us = (extract(epoch FROM @now - clock_timestamp()) * 1000000)::bigint", new { now = Database.Clock.GetUtcNow().UtcDateTime });

    public static byte[] Key(int run, int number) => DispatchRows.Key(run, number);

    public async Task<Actor> OperatorAsync()
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        var id = await connection.ExecuteScalarAsync<int>("""
            INSERT INTO users (name, roles, token_hash, created_at) VALUES ('op-' || @RunId, '{operator}', decode(md5('op' || @RunId), 'hex'), '2026-01-01')
            ON CONFLICT (name) DO UPDATE SET roles = excluded.roles RETURNING user_id
            """, new { RunId });
        return new Actor(id, $"op-{RunId}", [Role.Operator]);
    }

    /// <summary>Turns pumps until none finds anything to do.</summary>
    public Task PumpAsync(int pumps = 1, CancellationToken cancel = default) => Task.WhenAll(Enumerable.Range(0, pumps).Select(async _ =>
    {
        var pump = Get<Pump>();
        var owner = Guid.NewGuid();
        while (!cancel.IsCancellationRequested && await pump.StepAsync(owner, cancel)) { }
    }));

    public async Task<RunStanding> StandingAsync()
    {
        var standing = await Get<RunStatus>().ExecuteAsync(RunId, default);
        Assert.True(standing.Members.Adds, $"{standing.Members}");
        Assert.True(standing.Messages.Adds, $"{standing.Messages}");
        return standing;
    }

    public async Task<string?> ReasonAsync(int number) => await ScalarAsync<string?>(
        "SELECT status || ':' || reason FROM messages WHERE run_id = @RunId AND message_no = @number", new { RunId, number });

    public async Task<T?> ScalarAsync<T>(string sql, object? values = null)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, values ?? new { RunId });
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
