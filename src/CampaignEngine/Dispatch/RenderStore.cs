using CampaignEngine.Consent;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Where one person's message goes, as it stands now; empty where they are gone.</summary>
/// <param name="Addresses">By the run's channels in order; null where the person has none any more.</param>
/// <param name="Channel">The first channel that may reach the person; null: the first of all.</param>
internal sealed record RenderMember(long RecipientId, string? Language, string?[] Addresses, byte[]? NumberKey, string? Channel);

/// <summary>The statements of rendering.</summary>
internal static class RenderStore
{
    private const int LockClass = 0x52656E64;

    public static Task<bool> TryHoldAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT pg_try_advisory_lock(@LockClass, @runId)", new { LockClass, runId }, cancellationToken: cancel));

    public static Task LetGoAsync(NpgsqlConnection connection, int runId) =>
        connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockClass, @runId)", new { LockClass, runId });

    /// <summary>The next people targeted after one, by key: however large the run, a batch is all that is in memory.</summary>
    public static Task<IReadOnlyList<RenderMember>> MembersAsync(
        NpgsqlConnection connection, int runId, IEnumerable<string> channels, long after, int most, CancellationToken cancel) =>
        // The batch is cut by the key before anybody is looked up, so that no plan reads everybody for it.
        ReadAsync(connection, channels, "recipient_id > @after AND excluded IS NULL ORDER BY recipient_id LIMIT @most",
            [new("runId", runId), new("after", after), new("most", most)], cancel);

    /// <summary>These people, as far as they are members of the run.</summary>
    public static Task<IReadOnlyList<RenderMember>> MembersAsync(
        NpgsqlConnection connection, int runId, IEnumerable<string> channels, IReadOnlyCollection<long> recipients, CancellationToken cancel) =>
        ReadAsync(connection, channels, "recipient_id = ANY(@recipients)",
            [new("runId", runId), new("recipients", recipients.ToArray())], cancel);

    private static async Task<IReadOnlyList<RenderMember>> ReadAsync(
        NpgsqlConnection connection, IEnumerable<string> channels, string which, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT a.recipient_id, a.language, ARRAY[{string.Join(", ", channels.Select(ChannelAddress.Sql))}], r.number_key, a.channel
            FROM (SELECT recipient_id, language, channel FROM audience_members WHERE run_id = @runId AND {which}) a
            LEFT JOIN recipients r USING (recipient_id)
            ORDER BY a.recipient_id
            """, connection);
        command.Parameters.AddRange(parameters);
        var members = new List<RenderMember>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            members.Add(new RenderMember(reader.GetInt64(0), Text(reader, 1), reader.GetFieldValue<string?[]>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3), Text(reader, 4)));
        return members;
    }

    /// <summary>
    /// For the transaction: a batch looks up people by key and reads nothing else. A plan kept from when the run's tables were empty reads all of
    /// them for every batch, and so does one that takes a key of a table in memory for dear.
    /// </summary>
    public static Task ReadByKeyAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_seqscan = off; SET LOCAL jit = off", cancellationToken: cancel));

    /// <summary>A batch is read by key only where the planner knows how large the audience is: just frozen, it stands in no statistics.</summary>
    public static Task AnalyzeAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition("ANALYZE audience_members", commandTimeout: 0, cancellationToken: cancel));

    /// <summary>Of the run's partition alone. Who has been written is looked up by person only where the planner knows that the run has many.</summary>
    public static async Task AnalyzeMessagesAsync(NpgsqlConnection connection, int runId, CancellationToken cancel)
    {
        var partition = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT quote_ident(name) FROM message_partitions WHERE from_run <= @runId AND to_run > @runId", new { runId }, cancellationToken: cancel));
        await connection.ExecuteAsync(new CommandDefinition($"ANALYZE {partition}", commandTimeout: 0, cancellationToken: cancel));
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Who of these has a message in the run already.</summary>
    public static async Task<IReadOnlySet<long>> WrittenAsync(
        NpgsqlConnection connection, int runId, IEnumerable<long> recipients, CancellationToken cancel) =>
        (await connection.QueryAsync<long>(new CommandDefinition(
            "SELECT recipient_id FROM messages WHERE run_id = @runId AND recipient_id = ANY(@recipients)",
            new { runId, recipients = recipients.ToArray() }, cancellationToken: cancel))).ToHashSet();

    /// <summary>False when the run is no longer rendering.</summary>
    public static async Task<bool> LockAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        // The lock makes renderers of one run take turns at the numbers, and a pause or cancel wait for the batch in hand only.
        await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT state FROM runs WHERE run_id = @runId FOR NO KEY UPDATE", new { runId }, cancellationToken: cancel)) == RunState.Rendering;

    public static Task<int> LastNumberAsync(NpgsqlConnection connection, int runId, CancellationToken cancel) =>
        // Written so that the key is read backwards; max() without statistics of the run reads all of it.
        connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "SELECT message_no FROM messages WHERE run_id = @runId ORDER BY message_no DESC LIMIT 1", new { runId }, cancellationToken: cancel));

    public static Task AddChunksAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, int size, DateTimeOffset readyAt, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO chunks (run_id, chunk_no, first_no, last_no, ready_at)
            SELECT @runId, (SELECT coalesce(max(chunk_no), 0) FROM chunks WHERE run_id = @runId) + 1 + n,
                @firstNo + n * @size, least(@firstNo + (n + 1) * @size - 1, @lastNo), @readyAt
            FROM generate_series(0, (@lastNo - @firstNo) / @size) n
            """, new { runId, firstNo, lastNo, size, readyAt = readyAt.UtcDateTime }, cancellationToken: cancel));
}
