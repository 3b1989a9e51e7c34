using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>
/// The partitions of messages and their texts, by ranges of runs that do not overlap. Made where a run begins, in the caller's
/// transaction: a crash leaves none or a whole one.
/// </summary>
public static class MessagePartitions
{
    /// <summary>How many run numbers a shared partition spans at most; an unused number costs nothing.</summary>
    private const int SharedRuns = 100;

    private const int LockKey = 0x50617274;

    /// <summary>Sees that the run's messages have somewhere to go. Does nothing where a partition covers the run already.</summary>
    /// <param name="alone">The run is large, or never ends: no other shares its partition.</param>
    public static async Task EnsureAsync(NpgsqlConnection connection, int runId, bool alone, CancellationToken cancel)
    {
        if (await IsCoveredAsync(connection, runId, cancel)) return;
        await LockAsync(connection, cancel);
        if (await IsCoveredAsync(connection, runId, cancel)) return;
        var gap = await GapAsync(connection, runId, cancel);
        await CreateAsync(connection, alone ? new MessagePartition(runId, runId + 1) : gap, cancel);
    }

    /// <summary>Two who would make partitions, or choose a run's number by them, do so one after the other.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey }, cancellationToken: cancel));

    /// <summary>The one with the highest runs.</summary>
    public static Task<MessagePartition> NewestAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.QuerySingleAsync<MessagePartition>(new(
            "SELECT from_run, to_run FROM message_partitions ORDER BY to_run DESC LIMIT 1", cancellationToken: cancel));

    public static async Task<IReadOnlyList<MessagePartition>> InStateAsync(NpgsqlConnection connection, string state, CancellationToken cancel) =>
        (await connection.QueryAsync<MessagePartition>(new(
            "SELECT from_run, to_run FROM message_partitions WHERE state = @state ORDER BY to_run", new { state }, cancellationToken: cancel))).AsList();

    private static Task<bool> IsCoveredAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<bool>(new(
            "SELECT EXISTS (SELECT FROM message_partitions WHERE from_run <= @runId AND to_run > @runId)", new { runId }, cancellationToken: cancel));

    private static Task<MessagePartition> GapAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        connection.QuerySingleAsync<MessagePartition>(new("""
            SELECT greatest(max(to_run) FILTER (WHERE to_run <= @runId), @runId / @SharedRuns * @SharedRuns) AS from_run,
                   least(min(from_run) FILTER (WHERE from_run > @runId), (@runId / @SharedRuns + 1) * @SharedRuns) AS to_run
            FROM message_partitions
            """, new { runId, SharedRuns }, cancellationToken: cancel));

    private static async Task CreateAsync(NpgsqlConnection connection, MessagePartition made, CancellationToken cancel)
    {
        // Made and indexed alone, then attached: ATTACH lets claims and receipts of other runs go on, CREATE TABLE … PARTITION OF does not.
        // Status changes often and stands in no index: half-filled pages keep the changes heap-only.
        await connection.ExecuteAsync(new($"""
            CREATE TABLE {made.Name} (LIKE messages INCLUDING ALL) WITH (fillfactor = 50);
            CREATE TABLE {made.Texts} (LIKE message_texts INCLUDING ALL);
            ALTER TABLE messages ATTACH PARTITION {made.Name} FOR VALUES FROM ({made.FromRun}) TO ({made.ToRun});
            ALTER TABLE message_texts ATTACH PARTITION {made.Texts} FOR VALUES FROM ({made.FromRun}) TO ({made.ToRun});
            """, cancellationToken: cancel));
        await connection.ExecuteAsync(new(
            "INSERT INTO message_partitions (name, from_run, to_run) VALUES (@Name, @FromRun, @ToRun)", made, cancellationToken: cancel));
    }
}

/// <summary>The runs from <paramref name="FromRun"/> to before <paramref name="ToRun"/>.</summary>
public sealed record MessagePartition(int FromRun, int ToRun)
{
    /// <summary>The first is what was there before there were partitions.</summary>
    public string Name => FromRun == int.MinValue ? "messages_first" : $"messages_{FromRun}";

    public string Texts => $"{Name}_texts";
}
