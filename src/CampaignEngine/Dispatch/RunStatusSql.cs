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
    // Members and messages are put under each other and grouped, not joined: just after a launch PostgreSQL takes the tables for empty, and
    // a join planned by that visits every message for every member.
    public const string Members = """
        WITH rows AS (
            SELECT recipient_id, true AS is_member, null::message_status AS status FROM audience_members WHERE run_id = @runId AND excluded IS NULL
            UNION ALL
            SELECT recipient_id, false, status FROM messages WHERE run_id = @runId
        ),
        standing AS (
            SELECT CASE
                WHEN bool_or(status = 'delivered') THEN 'delivered'
                WHEN bool_or(status IN ('pending', 'sending', 'accepted', 'sent')) THEN 'open'
                WHEN bool_or(status = 'in_doubt') THEN 'in_doubt'
                WHEN bool_or(status = 'undelivered') THEN 'undelivered'
                WHEN bool_or(status = 'failed') THEN 'failed'
                WHEN bool_or(status = 'expired') THEN 'expired'
                WHEN bool_or(status = 'cancelled') THEN 'cancelled'
                WHEN bool_or(status = 'skipped') THEN 'skipped'
                WHEN (SELECT state = 'cancelled' FROM runs WHERE run_id = @runId) THEN 'cancelled'
                WHEN (SELECT state IN ('freezing', 'rendering', 'running', 'paused', 'stopped') FROM runs WHERE run_id = @runId) THEN 'open'
                END AS state
            FROM rows
            GROUP BY recipient_id
            HAVING bool_or(is_member)
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
