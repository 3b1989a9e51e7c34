using CampaignEngine.Channels.Credentials;
using Dapper;
using Npgsql;

namespace CampaignEngine.Alerts;

/// <summary>
/// Looks into the tables for what somebody must be told, each thing once: that a row stands there is what makes it so, and a lost round is made up by
/// the next. It names no person we write to.
/// </summary>
public sealed class FindAlerts(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>For what concerns the installation and nobody by name.</summary>
    public const string Installation = "";

    // Each gives key, who, and the words in both languages.
    private const string Sql = $"""
        INSERT INTO alerts (alert_key, who, vi, en, found_at)
        SELECT DISTINCT ON (k) k, who, vi, en, @now FROM (
            SELECT 'task:' || task_id || ':' || state, CASE WHEN state = 'escalated' THEN escalate_to ELSE assignee END,
                format('Nhiệm vụ %s (%s) %s, hạn %s', task_id, channel, CASE state WHEN 'due' THEN 'đến hạn' WHEN 'overdue' THEN 'đã trễ hai giờ' ELSE 'đã trễ một ngày' END, {Due}),
                format('Task %s (%s) %s, was due %s', task_id, channel, CASE state WHEN 'due' THEN 'is due' WHEN 'overdue' THEN 'is two hours late' ELSE 'is a day late' END, {Due})
            FROM tasks WHERE state IN ('due', 'overdue', 'escalated')
            UNION ALL
            SELECT 'case:' || case_id || ':' || state, CASE WHEN state = 'escalated' THEN escalate_to ELSE owner END,
                format('Vụ việc %s (%s) đã quá hạn %s', case_id, class, {Due}), format('Case %s (%s) is past its term %s', case_id, class, {Due})
            FROM cases WHERE state IN ('overdue', 'escalated')
            UNION ALL
            SELECT format('sender:%s:%s', sender, stopped_at), '', format('Kênh gửi %s đã dừng: %s', sender, stop_reason), format('Sender %s is stopped: %s', sender, stop_reason)
            FROM senders WHERE stopped_at IS NOT NULL AND stop_reason NOT LIKE 'person:%'
            UNION ALL
            SELECT format('run:%s:%s:%s', run_id, reason, (SELECT max(at) FROM audit WHERE subject = 'run ' || run_id AND action = 'run.pause')), '',
                format('Lần chạy %s tự tạm dừng: %s', run_id, reason), format('Run %s was paused by the engine: %s', run_id, reason)
            FROM runs WHERE state = 'paused' AND reason IS NOT NULL AND reason NOT LIKE 'person%'
            UNION ALL
            SELECT format('credential:%s/%s:%s:reconsent', provider, name, version), '',
                format('Phải cấp quyền lại cho %s/%s: %s', provider, name, reason), format('%s/%s must be consented to again: %s', provider, name, reason)
            FROM credentials WHERE state = 'needs_reconsent'
            UNION ALL
            SELECT format('credential:%s/%s:%s:expires', provider, name, version), '',
                format('%s/%s hết hạn ngày %s', provider, name, expires_at::date), format('%s/%s expires on %s', provider, name, expires_at::date)
            FROM credentials WHERE state = 'ready' AND expires_at <= @expiring AND renewal_tries = 0
            UNION ALL
            SELECT format('publication:%s:%s:%s', publication_id, state, attempt), '',
                format('Bài đăng %s (%s): %s, %s', publication_id, channel, state, reason), format('Publication %s (%s): %s, %s', publication_id, channel, state, reason)
            FROM publications WHERE state = 'failed' OR state = 'in_doubt' AND changed_at <= @waiting
        ) AS found (k, who, vi, en)
        ON CONFLICT (alert_key) DO NOTHING -- told before, or found by another worker at this moment
        """;

    private const string Due = "to_char(due_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM/YYYY')";

    // A doubt that the provider's own word settles need be nobody's.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How many things are new.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var connection = await source.OpenConnectionAsync(cancel);
        // Of secrets by the machine's time: providers know no other.
        return await connection.ExecuteAsync(new(Sql, new { now = now.UtcDateTime, waiting = (now - Patience).UtcDateTime, expiring = (TimeProvider.System.GetUtcNow() + CredentialCheck.Ahead).UtcDateTime }, cancellationToken: cancel));
    }
}
