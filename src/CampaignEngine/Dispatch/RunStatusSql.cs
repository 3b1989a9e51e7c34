namespace CampaignEngine.Dispatch;

/// <summary>The two sums of docs/message-lifecycle.md.</summary>
internal static class RunStatusSql
{
    private const string Terms = """
        SELECT count(*) AS targeted,
            count(*) FILTER (WHERE state = 'delivered') AS delivered,
            count(*) FILTER (WHERE state = 'undelivered') AS undelivered,
            count(*) FILTER (WHERE state = 'failed') AS failed,
            count(*) FILTER (WHERE state = 'skipped') AS skipped,
            count(*) FILTER (WHERE state = 'expired') AS expired,
            count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
            count(*) FILTER (WHERE state = 'in_doubt') AS in_doubt,
            count(*) FILTER (WHERE state = 'open') AS open
        FROM standing
        """;

    // A member of several messages stands where the first of these does. One without any is still to be rendered, unless the run is over.
    public const string Members = """
        WITH standing AS (
            SELECT CASE
                WHEN bool_or(m.status = 'delivered') THEN 'delivered'
                WHEN bool_or(m.status IN ('pending', 'sending', 'accepted', 'sent')) THEN 'open'
                WHEN bool_or(m.status = 'in_doubt') THEN 'in_doubt'
                WHEN bool_or(m.status = 'undelivered') THEN 'undelivered'
                WHEN bool_or(m.status = 'failed') THEN 'failed'
                WHEN bool_or(m.status = 'expired') THEN 'expired'
                WHEN bool_or(m.status = 'cancelled') THEN 'cancelled'
                WHEN bool_or(m.status = 'skipped') THEN 'skipped'
                WHEN r.state = 'cancelled' THEN 'cancelled'
                WHEN r.state IN ('freezing', 'rendering', 'running', 'paused', 'stopped') THEN 'open'
                END AS state
            FROM runs r
            JOIN audience_members a ON a.run_id = r.run_id AND a.excluded IS NULL
            LEFT JOIN messages m ON m.run_id = a.run_id AND m.recipient_id = a.recipient_id
            WHERE r.run_id = @runId
            GROUP BY a.recipient_id, r.state
        )
        """ + Terms;

    public const string Messages = """
        WITH standing AS (
            SELECT CASE
                WHEN status IN ('pending', 'sending', 'accepted', 'sent') THEN 'open'
                WHEN status IN ('delivered', 'undelivered', 'failed', 'skipped', 'expired', 'cancelled', 'in_doubt') THEN status::text
                END AS state
            FROM messages WHERE run_id = @runId
        )
        """ + Terms;
}
