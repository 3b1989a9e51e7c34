using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using Dapper;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>A run whose messages are stored and whose chunks are ready, held back until it is released.</summary>
internal static class BenchRun
{
    public const int ChunkSize = 500;

    private const string Messages = """
        INSERT INTO messages (run_id, message_no, recipient_id, channel, address, number_key, class, language, encoding, parts, expires_at, changed_at,
            status, attempt, provider, provider_id)
        SELECT @run, recipient_id, recipient_id, 'sms', phone, number_key, 'PolicyInfo', 'vi', 'GSM7', 1, @at + interval '1 day', @at,
            CASE WHEN @accepted THEN 'accepted' ELSE 'pending' END::message_status, @accepted::int, CASE WHEN @accepted THEN 'twilio' END,
            CASE WHEN @accepted THEN 'SM' || md5(recipient_id::text) END
        FROM recipients WHERE recipient_id BETWEEN @from AND @upTo ORDER BY recipient_id;
        INSERT INTO message_texts (run_id, message_no, body)
        SELECT @run, recipient_id, 'BHXH: Kinh chao ' || initcap(name_key) || '. Moi Ong/Ba tham gia BHXH tu nguyen, muc dong tu 297000 d/thang, duoc Nha nuoc ho tro. Hoi dap: 19009068. Tu choi: TC'
        FROM recipients WHERE recipient_id BETWEEN @from AND @upTo ORDER BY recipient_id;
        INSERT INTO chunks (run_id, chunk_no, first_no, last_no, ready_at)
        SELECT @run, n / @ChunkSize + 1, n, least(n + @ChunkSize - 1, @upTo), @at FROM generate_series(@from, @upTo, @ChunkSize) n
        """;

    private const int Batch = 100_000;

    /// <summary>One message to each of the people from 1 up to so many. Stored batch by batch, as a launch does.</summary>
    /// <param name="accepted">As a provider has taken them over, for what comes afterwards.</param>
    public static async Task<int> StoreAsync(BenchDatabase database, int count, CancellationToken cancel, bool accepted = false)
    {
        var at = BenchDatabase.Start.UtcDateTime;
        var run = await InsertAsync(database, count, cancel);
        for (var from = 1; from <= count; from += Batch)
            await database.ExecuteAsync(Messages, new { run, at, from, upTo = Math.Min(from + Batch - 1, count), ChunkSize, accepted }, cancel);
        return run;
    }

    private static async Task<int> InsertAsync(BenchDatabase database, int count, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Where a launch would put it: a large run has a partition of its own.
        var alone = database.Get<RunPartition>().IsLarge(count);
        await RunPartition.PrepareAsync(connection, alone, BenchDatabase.Start, cancel);
        var run = await connection.ExecuteScalarAsync<int>(new("""
            INSERT INTO runs (campaign_id, kind, state, launched_at)
            VALUES (coalesce((SELECT max(run_id) FROM runs), 0) + 1, 'campaign', 'paused', @at) RETURNING run_id
            """, new { at = BenchDatabase.Start.UtcDateTime }, cancellationToken: cancel));
        await MessagePartitions.EnsureAsync(connection, run, alone, cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    public static Task ReleaseAsync(BenchDatabase database, int run, CancellationToken cancel) =>
        database.ExecuteAsync("UPDATE runs SET state = 'running' WHERE run_id = @run", new { run }, cancel);
}
