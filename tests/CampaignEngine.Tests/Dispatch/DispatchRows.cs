using CampaignEngine.Messages;
using CampaignEngine.Tests.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A run that is launched and rendered, with its people, messages and chunks, as a worker finds it.</summary>
internal static class DispatchRows
{
    public static async Task<int> WriteAsync(NpgsqlConnection connection, int messages, int chunkSize, DateTimeOffset now, DateTimeOffset expires)
    {
        var run = await connection.ExecuteScalarAsync<int>("""
            INSERT INTO runs (campaign_id, kind, state, launched_at)
            VALUES (coalesce((SELECT max(run_id) FROM runs), 0) + 1, 'campaign', 'running', @now) RETURNING run_id
            """, new { now });
        await connection.ExecuteAsync("""
            INSERT INTO recipients (recipient_id, personal_number, full_name, name_key, phone, number_key, birth_year, source, as_of, import_id, changed_at)
            OVERRIDING SYSTEM VALUE
            SELECT @run * 100000 + n, @run || '-' || n, 'Nguyễn Văn A', 'nguyen van a', '+8490' || lpad(n::text, 7, '0'), @keys[n], 1980, 'test', '2026-05-01', 1, @now
            FROM generate_series(1, @messages) n;
            INSERT INTO audience_members (run_id, recipient_id, pseudonym, segment)
            SELECT @run, recipient_id, pseudonym, 'V1' FROM recipients WHERE recipient_id BETWEEN @run * 100000 AND @run * 100000 + 99999;
            INSERT INTO chunks (run_id, chunk_no, first_no, last_no, ready_at)
            SELECT @run, n, (n - 1) * @chunkSize + 1, least(n * @chunkSize, @messages), @now FROM generate_series(1, (@messages + @chunkSize - 1) / @chunkSize) n
            """, new { run, messages, chunkSize, now, keys = Enumerable.Range(1, messages).Select(n => Key(run, n)).ToArray() });
        await MessageRows.EnsurePartitionAsync(connection, run);
        await MessageWriter.WriteAsync(connection, [.. Enumerable.Range(1, messages).Select(
            n => MessageRows.New(run, n, expires, run * 100000 + n) with { NumberKey = Key(run, n) })], now, default);
        return run;
    }

    public static byte[] Key(int run, int number) => [.. BitConverter.GetBytes(run), .. BitConverter.GetBytes(number)];
}
