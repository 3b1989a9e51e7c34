using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>The messages whose person is to be tried by the campaign's next channel.</summary>
internal static class NextChannelStore
{
    /// <summary>In the transaction in which they failed. Of runs with no further channel nothing is kept.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, IReadOnlyList<MessageReference> failed, CancellationToken cancel)
    {
        foreach (var run in failed.GroupBy(f => f.RunId))
            await connection.ExecuteAsync(new CommandDefinition("""
                INSERT INTO next_channel (run_id, message_no)
                SELECT @runId, m.message_no FROM messages m JOIN runs r ON r.run_id = @runId
                WHERE m.run_id = @runId AND m.message_no = ANY(@numbers) AND m.status IN ('failed', 'undelivered') AND m.recipient_id IS NOT NULL
                  AND m.channel <> r.channels[cardinality(r.channels)]
                ON CONFLICT DO NOTHING -- told twice, by an answer and a receipt
                """, new { runId = run.Key, numbers = run.Select(f => f.MessageNo).ToArray() }, cancellationToken: cancel));
    }

    /// <summary>A run that has some, locked until the caller's transaction ends: runs that others are at are passed over.</summary>
    public static Task<(int RunId, string State)?> LockRunAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<(int RunId, string State)?>(new CommandDefinition("""
            SELECT r.run_id, r.state FROM runs r
            WHERE r.run_id IN (SELECT DISTINCT run_id FROM next_channel) AND r.state <> 'stopped'
            LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
            """, cancellationToken: cancel));

    /// <summary>Takes the next of a run out; of those whose word has changed meanwhile, a late receipt or a retry, only the row.</summary>
    public static async Task<IReadOnlyList<FailedMessage>> TakeAsync(NpgsqlConnection connection, int runId, int most, CancellationToken cancel) =>
        [.. (await connection.QueryAsync<FailedMessage>(new CommandDefinition("""
            WITH taken AS (
                DELETE FROM next_channel WHERE run_id = @runId AND message_no IN (
                    SELECT message_no FROM next_channel WHERE run_id = @runId ORDER BY message_no LIMIT @most)
                RETURNING message_no
            )
            SELECT m.message_no, m.recipient_id, m.channel, m.number_key, m.status IN ('failed', 'undelivered') AS stands
            FROM messages m WHERE m.run_id = @runId AND m.message_no IN (SELECT message_no FROM taken)
            ORDER BY m.message_no
            """, new { runId, most }, cancellationToken: cancel)))];
}

/// <param name="Stands">It has failed, still.</param>
internal sealed record FailedMessage(int MessageNo, long RecipientId, string Channel, byte[] NumberKey, bool Stands);
