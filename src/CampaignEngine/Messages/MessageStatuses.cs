using CampaignEngine.Channels;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>
/// The only writer of a message's status: guarded updates by set, on the caller's connection and in its transaction. A row that is
/// not where the move begins stays as it is. <c>at</c> is business time.
/// </summary>
public static class MessageStatuses
{
    public const string PastExpiry = "past-expiry";
    public const string RunCancelled = "run-cancelled";
    public const string WorkerLost = "worker-lost";
    public const string NoReceipt = "no-receipt";
    public const string ByPerson = "decided-by-person";
    public const string NeverTaken = "not-found-at-provider";

    /// <summary>
    /// Judges pending messages once more and moves each: to Sending with a further attempt, to Skipped, or to Expired. Only the messages
    /// returned may be sent, and only after the commit.
    /// </summary>
    /// <param name="provider">Who is to be called: known also of a worker that is lost before it writes down the outcome.</param>
    /// <param name="exclusion">SQL over m (messages) and r (its recipient, if there still is one): the reason not to send, or null.</param>
    public static async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        NpgsqlConnection connection, int runId, string provider, IReadOnlyList<int> numbers, SqlFragment exclusion, DateTimeOffset at, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(MessageStatusSql.Claim(exclusion.Text), connection);
        command.Parameters.AddWithValue("runId", runId);
        command.Parameters.AddWithValue("provider", provider);
        command.Parameters.AddWithValue("numbers", numbers as int[] ?? [.. numbers]);
        command.Parameters.AddWithValue("first", numbers.Min());
        command.Parameters.AddWithValue("last", numbers.Max());
        command.Parameters.AddWithValue("at", at.UtcDateTime);
        exclusion.AddTo(command);
        var claimed = new List<ClaimedMessage>(numbers.Count);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            if (reader.GetBoolean(0))
                claimed.Add(new ClaimedMessage(new MessageReference(runId, reader.GetInt32(1)), reader.GetInt16(2), reader.GetString(3),
                    reader.GetFieldValue<byte[]>(4), reader.GetString(5), reader.GetInt16(6), reader.GetDateTime(7)));
        claimed.Sort((a, b) => a.Reference.MessageNo.CompareTo(b.Reference.MessageNo));
        return claimed;
    }

    /// <summary>
    /// Writes what attempts led to; returns the references that moved. The guard is the attempt: an answer that comes after the rescue
    /// settles the doubt, one that a receipt has overtaken changes nothing.
    /// </summary>
    public static async Task<IReadOnlySet<MessageReference>> ApplyOutcomesAsync(
        NpgsqlConnection connection, IReadOnlyList<OutcomeChange> changes, DateTimeOffset at, CancellationToken cancel)
    {
        var moved = new HashSet<MessageReference>();
        // A slice is of one run. Several are taken in order, as all who lock messages do.
        foreach (var run in changes.GroupBy(c => c.Reference.RunId).OrderBy(g => g.Key))
            moved.UnionWith(await ApplyOutcomesAsync(connection, run.Key, [.. run], at, cancel));
        return moved;
    }

    private static async Task<IEnumerable<MessageReference>> ApplyOutcomesAsync(
        NpgsqlConnection connection, int runId, IReadOnlyList<OutcomeChange> changes, DateTimeOffset at, CancellationToken cancel)
    {
        var numbers = await connection.QueryAsync<int>(new(MessageStatusSql.ApplyOutcomes, new
        {
            runId,
            numbers = changes.Select(c => c.Reference.MessageNo).ToArray(),
            first = changes.Min(c => c.Reference.MessageNo),
            last = changes.Max(c => c.Reference.MessageNo),
            attempts = changes.Select(c => (short)c.Attempt).ToArray(),
            statuses = changes.Select(c => c.To.Name()).ToArray(),
            reasons = changes.Select(c => c.Reason).ToArray(),
            providers = changes.Select(c => c.Provider).ToArray(),
            ids = changes.Select(c => c.ProviderId).ToArray(),
            at,
        }, cancellationToken: cancel));
        return numbers.Select(number => new MessageReference(runId, number));
    }

    /// <summary>
    /// Applies receipts by rank; one effect a receipt, in the order given. Any order and any repetition ends in the same status. A
    /// receipt may come before the answer of the send it belongs to.
    /// </summary>
    public static async Task<IReadOnlyList<ReceiptEffect>> ApplyReceiptsAsync(
        NpgsqlConnection connection, string provider, IReadOnlyList<Receipt> receipts, DateTimeOffset at, CancellationToken cancel)
    {
        var effects = new ReceiptEffect[receipts.Count];
        foreach (var run in receipts.Index().GroupBy(r => r.Item.Reference.RunId).OrderBy(g => g.Key))
        {
            var ofRun = await ApplyReceiptsAsync(connection, provider, run.Key, [.. run.Select(r => r.Item)], at, cancel);
            foreach (var (place, effect) in run.Select(r => r.Index).Zip(ofRun)) effects[place] = effect;
        }
        return effects;
    }

    private static async Task<IEnumerable<ReceiptEffect>> ApplyReceiptsAsync(
        NpgsqlConnection connection, string provider, int runId, IReadOnlyList<Receipt> receipts, DateTimeOffset at, CancellationToken cancel)
    {
        var effects = await connection.QueryAsync<string>(new(MessageStatusSql.ApplyReceipts, new
        {
            runId,
            numbers = receipts.Select(r => r.Reference.MessageNo).ToArray(),
            statuses = receipts.Select(r => MessageStatusNames.Of(r.Status)?.Name()).ToArray(),
            ids = receipts.Select(r => r.ProviderId).ToArray(),
            reasons = receipts.Select(r => r.Code ?? r.ProviderStatus).ToArray(),
            times = receipts.Select(r => r.At?.ToUniversalTime()).ToArray(),
            provider,
            at,
        }, cancellationToken: cancel));
        return effects.Select(Enum.Parse<ReceiptEffect>);
    }

    /// <summary>Sending → InDoubt for a range whose worker was lost: whether the provider has it is not known, so it is not sent again.</summary>
    public static Task<int> RescueToDoubtAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, DateTimeOffset at, CancellationToken cancel) =>
        MoveRangeAsync(connection, MessageStatus.Sending, MessageStatus.InDoubt, WorkerLost, runId, firstNo, lastNo, at, cancel);

    public static Task<int> CancelAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, DateTimeOffset at, CancellationToken cancel) =>
        MoveRangeAsync(connection, MessageStatus.Pending, MessageStatus.Cancelled, RunCancelled, runId, firstNo, lastNo, at, cancel);

    /// <summary>Pending → Expired for what is past its own expiry.</summary>
    public static Task<int> ExpireAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, DateTimeOffset at, CancellationToken cancel) =>
        MoveRangeAsync(connection, MessageStatus.Pending, MessageStatus.Expired, PastExpiry, runId, firstNo, lastNo, at, cancel);

    /// <summary>Failed or Undelivered → Pending, where the provider's code says that the cause can pass and there is time left. The next claim counts a further attempt; the id of the one that ended is spent.</summary>
    public static Task<int> RetryAsync(
        NpgsqlConnection connection, int runId, string provider, string[] codes, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            WITH again AS (
                SELECT message_no, provider_id FROM messages
                WHERE run_id = @runId AND status IN ('failed', 'undelivered') AND provider = @provider AND reason = ANY(@codes) AND expires_at > @at
                  AND NOT EXISTS ( -- the person's next channel has taken over
                      SELECT FROM messages l WHERE l.run_id = @runId AND l.recipient_id = messages.recipient_id AND l.message_no > messages.message_no)
                FOR NO KEY UPDATE -- a receipt that comes now waits, and is then measured against the further attempt
            ), spent AS (
                INSERT INTO spent_ids (provider_id, run_id, message_no)
                SELECT provider_id, @runId, message_no FROM again WHERE provider_id IS NOT NULL
                ON CONFLICT DO NOTHING -- a word about it ended the further attempt, too
            )
            UPDATE messages m SET status = 'pending', reason = null, provider = null, provider_id = null, changed_at = @at
            FROM again WHERE m.run_id = @runId AND m.message_no = again.message_no
            """, new { runId, provider, codes, at }, commandTimeout: 0, cancellationToken: cancel));

    /// <summary>Accepted and Sent → Expired for what the provider has said nothing more about since then. A late receipt still counts.</summary>
    public static Task<int> ExpireSilentAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, int[] except, DateTimeOffset since, DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            UPDATE messages SET status = 'expired', reason = @NoReceipt, changed_at = @at
            WHERE run_id = @runId AND message_no BETWEEN @firstNo AND @lastNo AND status IN ('accepted', 'sent') AND changed_at <= @since
              AND message_no <> ALL(@except)
            """, new { runId, firstNo, lastNo, except, since, at, NoReceipt }, cancellationToken: cancel));

    /// <summary>
    /// A person's word on what is in doubt; returns what moved. What they say was not sent is sent again, unless it is past its expiry by
    /// then: that has failed.
    /// </summary>
    /// <param name="to">Delivered, Undelivered, or Pending for "not sent".</param>
    public static async Task<IReadOnlyList<(int MessageNo, short Attempt, byte[] NumberKey)>> DecideDoubtsAsync(
        NpgsqlConnection connection, int runId, IReadOnlyList<int> numbers, MessageStatus to, DateTimeOffset at, CancellationToken cancel) =>
        (await connection.QueryAsync<(int, short, byte[])>(new("""
            WITH moved AS (
                UPDATE messages SET
                    status = (CASE WHEN @to = 'pending' AND expires_at <= @at THEN 'failed' ELSE @to END)::message_status,
                    reason = @ByPerson,
                    delivered_at = CASE WHEN @to = 'delivered' THEN @at END,
                    provider = CASE WHEN @to <> 'pending' THEN provider END, -- a further attempt may go to another
                    changed_at = @at
                WHERE run_id = @runId AND message_no = ANY(@numbers) AND status = 'in_doubt' -- a receipt that came first wins
                RETURNING message_no, attempt, number_key
            ), delivered AS (
                INSERT INTO deliveries (run_id, message_nos)
                SELECT @runId, array_agg(message_no) FROM moved WHERE @to = 'delivered' HAVING count(*) > 0
            )
            SELECT message_no, attempt, number_key FROM moved
            """, new { runId, numbers = numbers.ToArray(), to = to.Name(), at, ByPerson }, cancellationToken: cancel))).AsList();

    /// <summary>
    /// Pending → Sending → InDoubt for a range that an earlier life of this database may have sent: an attempt is counted whose answer is
    /// not known.
    /// </summary>
    public static async Task<int> DoubtPendingAsync(
        NpgsqlConnection connection, int runId, int firstNo, int lastNo, string reason, DateTimeOffset at, CancellationToken cancel)
    {
        await connection.ExecuteAsync(new("""
            UPDATE messages SET status = 'sending', attempt = attempt + 1, changed_at = @at
            WHERE run_id = @runId AND message_no BETWEEN @firstNo AND @lastNo AND status = 'pending'
            """, new { runId, firstNo, lastNo, at }, cancellationToken: cancel));
        return await MoveRangeAsync(connection, MessageStatus.Sending, MessageStatus.InDoubt, reason, runId, firstNo, lastNo, at, cancel);
    }

    public static async Task<int> SkipAsync(
        NpgsqlConnection connection, IReadOnlyList<SkippedMessage> skipped, DateTimeOffset at, CancellationToken cancel)
    {
        var moved = 0;
        foreach (var run in skipped.GroupBy(s => s.Reference.RunId).OrderBy(g => g.Key))
            moved += await connection.ExecuteAsync(new("""
                UPDATE messages m SET status = 'skipped', reason = s.reason, changed_at = @at
                FROM unnest(@numbers, @reasons) AS s (message_no, reason)
                WHERE m.run_id = @runId AND m.message_no = s.message_no AND m.status = 'pending'
                """, new
            {
                runId = run.Key,
                numbers = run.Select(s => s.Reference.MessageNo).ToArray(),
                reasons = run.Select(s => s.Reason).ToArray(),
                at,
            }, cancellationToken: cancel));
        return moved;
    }

    private static Task<int> MoveRangeAsync(
        NpgsqlConnection connection, MessageStatus from, MessageStatus to, string reason, int runId, int firstNo, int lastNo,
        DateTimeOffset at, CancellationToken cancel) =>
        connection.ExecuteAsync(new("""
            UPDATE messages SET status = @to::message_status, reason = @reason, changed_at = @at
            WHERE run_id = @runId AND message_no BETWEEN @firstNo AND @lastNo AND status = @from::message_status
              AND (@to <> 'expired' OR expires_at <= @at)
            """, new { from = from.Name(), to = to.Name(), reason, runId, firstNo, lastNo, at }, cancellationToken: cancel));
}
