namespace CampaignEngine.Reach;

/// <summary>A contact that may count for a goal, as reports read it from the messages and as it is kept when they are detached.</summary>
internal static class ReachContacts
{
    public const string Columns =
        "goal, pseudonym, channel, language, delivered_at, counts, proven, segment, province_code, birth_year, sex, occupation, scheme_status";

    /// <summary>Of <see cref="Columns"/>; ends in a condition that more may be added to. Needs @goals.</summary>
    public const string Live = """
        SELECT tg.goal, a.pseudonym, m.channel, m.language, m.delivered_at, m.class <> 'ServiceNotice' AS counts,
               s.receipts = 'handset' AS proven, a.segment, a.province_code, a.birth_year, a.sex, a.occupation, a.scheme_status
        FROM messages m
        JOIN audience_members a ON a.run_id = m.run_id AND a.recipient_id = m.recipient_id
        JOIN template_versions t ON t.template_id = m.template_id
        JOIN theme_goals tg ON tg.theme = ANY (t.themes) AND tg.goal = ANY (@goals)
        JOIN senders s ON s.sender = m.provider
        WHERE m.status = 'delivered'
        """;
}
