namespace CampaignEngine.Reach;

/// <summary>Contacts that may count for a goal, as they follow from delivered messages.</summary>
internal static class ReachContacts
{
    /// <summary>What tells one kept contact from another.</summary>
    public const string Key = "goal, year, pseudonym, segment, province_code, language, channel";

    public const string Columns = $"{Key}, counts, proven, delivered_at, birth_year, sex, occupation, scheme_status";

    /// <summary>Of <see cref="Columns"/>. Needs @goals.</summary>
    /// <param name="sets">A relation of (run_id, message_nos).</param>
    // OFFSET 0, here and below: one by one, by the key of the run's own partition. How many there are the planner cannot know; joined otherwise
    // it may read a table whole, or all partitions, for a few.
    public static string Of(string sets) => $"""
        SELECT tg.goal, extract(year FROM m.delivered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS year, a.pseudonym, a.segment,
               coalesce(a.province_code, '') AS province_code, m.language, m.channel, m.class <> 'ServiceNotice' AS counts, s.receipts = 'handset' AS proven,
               m.delivered_at, a.birth_year, a.sex, a.occupation, a.scheme_status
        FROM (
            SELECT m.* FROM {sets} d
            CROSS JOIN LATERAL (SELECT * FROM messages WHERE run_id = d.run_id AND message_no = ANY (d.message_nos) AND status = 'delivered' OFFSET 0) m
            OFFSET 0
        ) m
        CROSS JOIN LATERAL (SELECT * FROM audience_members WHERE run_id = m.run_id AND recipient_id = m.recipient_id OFFSET 0) a
        JOIN template_versions t ON t.template_id = m.template_id
        JOIN theme_goals tg ON tg.theme = ANY (t.themes) AND tg.goal = ANY (@goals)
        JOIN senders s ON s.sender = m.provider
        """;
}
