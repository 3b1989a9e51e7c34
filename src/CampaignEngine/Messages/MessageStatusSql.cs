namespace CampaignEngine.Messages;

/// <summary>
/// The long statements of <see cref="MessageStatuses"/>. Each is about one run, named as a value of its own: so the plan holds that
/// run's partition and no other, where a join on the run would ask them all.
/// </summary>
internal static class MessageStatusSql
{
    // Guarded by status: a second claimer of the same row waits, sees that it moved, and takes nothing. Judged in a table of its own, once
    // for each: asked row by row within the update, the same judgement costs half as much again.
    // Plans may be made before the run is in the statistics, when it is taken for a single row: MATERIALIZED and the bounds by number keep
    // even such a plan from reading more than the slice's own stretch, once.
    public static string Claim(string exclusion) => $"""
        WITH judged AS MATERIALIZED (
            SELECT m.message_no, t.body, CASE WHEN m.expires_at <= @at THEN '{MessageStatuses.PastExpiry}' ELSE {exclusion} END AS reason
            FROM messages m
            JOIN message_texts t ON t.run_id = @runId AND t.message_no = m.message_no AND t.message_no BETWEEN @first AND @last
            LEFT JOIN LATERAL (SELECT * FROM recipients WHERE recipient_id = m.recipient_id OFFSET 0) r ON true -- OFFSET 0: one by one, by its key
            WHERE m.run_id = @runId AND m.message_no = ANY(@numbers) AND m.message_no BETWEEN @first AND @last AND m.status = 'pending'
        )
        UPDATE messages m
        SET status = (CASE WHEN judged.reason IS NULL THEN 'sending' WHEN judged.reason = '{MessageStatuses.PastExpiry}' THEN 'expired' ELSE 'skipped' END)::message_status,
            attempt = m.attempt + (judged.reason IS NULL)::int, reason = judged.reason,
            provider = CASE WHEN judged.reason IS NULL THEN @provider END, changed_at = @at
        FROM judged
        WHERE m.run_id = @runId AND m.message_no = judged.message_no AND m.message_no BETWEEN @first AND @last AND m.status = 'pending'
        RETURNING m.status = 'sending', m.message_no, m.attempt, m.address, m.number_key, judged.body, m.parts, m.expires_at
        """;

    // One pass: the sets are small and given in key order, and are joined to their rows one by one in that order, so that sets of several
    // workers do not wait for each other crosswise. Should a plan ever differ, a deadlock fails one of them and it is tried again.
    public const string ApplyOutcomes = $"""
        UPDATE messages m
        SET status = c.status, reason = c.reason, provider = c.provider, provider_id = coalesce(m.provider_id, c.provider_id), changed_at = @at
        FROM unnest(@numbers, @attempts, @statuses::message_status[], @reasons, @providers, @ids)
            AS c (message_no, attempt, status, reason, provider, provider_id)
        WHERE m.run_id = @runId AND m.message_no = c.message_no AND m.message_no BETWEEN @first AND @last
          AND m.attempt = c.attempt AND m.status <> c.status
          AND (m.status IN ('sending', 'in_doubt')
            OR m.status = 'pending' AND m.reason IN ('{MessageStatuses.NeverTaken}', '{MessageStatuses.ByPerson}') AND c.status = 'accepted') -- held for never taken, and taken after all
        RETURNING m.message_no
        """;

    // The order of message_status is the rank. A receipt is ahead when it stands above the locked row and above every earlier receipt
    // of this set for the same message; the highest of those ahead is written. Rows are locked
    // in key order first: receipts of the same messages meet here from several workers, and two sets that lock crosswise would deadlock.
    public const string ApplyReceipts = """
        WITH receipt AS (
            SELECT r.*, s.provider_id IS NOT NULL AND r.status <> 'delivered' AS spent
            FROM unnest(@numbers, @statuses::message_status[], @ids, @reasons, @times)
                WITH ORDINALITY AS r (message_no, status, provider_id, reason, at, place)
            LEFT JOIN spent_ids s ON s.provider_id = r.provider_id AND s.run_id = @runId AND s.message_no = r.message_no
        ), locked AS (
            SELECT m.message_no, m.status, m.attempt
            FROM messages m
            WHERE m.run_id = @runId AND m.message_no IN (SELECT message_no FROM receipt WHERE status IS NOT NULL)
            ORDER BY m.message_no
            FOR NO KEY UPDATE
        ), judged AS (
            SELECT r.*, CASE
                WHEN r.status IS NULL THEN 'UnknownStatus'
                WHEN l.attempt IS NULL OR l.attempt = 0 THEN 'UnknownMessage'
                WHEN r.spent THEN 'Stale' -- about an attempt before the one that a person asked for
                WHEN r.status > greatest(l.status, max(r.status) FILTER (WHERE NOT r.spent) OVER (
                    PARTITION BY r.message_no ORDER BY r.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) THEN 'Applied'
                ELSE 'Stale' END AS effect
            FROM receipt r LEFT JOIN locked l USING (message_no)
        ), best AS (
            SELECT DISTINCT ON (message_no) * FROM judged WHERE effect = 'Applied' ORDER BY message_no, status DESC
        ), moved AS (
            UPDATE messages m
            SET status = b.status,
                reason = CASE WHEN b.status IN ('expired', 'failed', 'undelivered') THEN b.reason END,
                provider = coalesce(m.provider, @provider),
                provider_id = coalesce(m.provider_id, b.provider_id),
                delivered_at = CASE WHEN b.status = 'delivered' THEN coalesce(b.at, @at) END,
                changed_at = @at
            FROM best b
            WHERE m.run_id = @runId AND m.message_no = b.message_no
            RETURNING m.message_no, m.status
        ), delivered AS (
            INSERT INTO deliveries (run_id, message_nos)
            SELECT @runId, array_agg(message_no) FROM moved WHERE status = 'delivered' HAVING count(*) > 0
        )
        SELECT effect FROM judged ORDER BY place
        """;
}
