using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Reach;

/// <summary>Writes contacts as a finished run leaves them, one person, message and member at a time.</summary>
internal sealed class ReachHistory(NpgsqlConnection connection)
{
    private readonly Dictionary<string, Guid> people = [];
    private int messages;

    public static Task<bool> IsThereAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT FROM messages)");

    public async Task BeginAsync()
    {
        await connection.ExecuteAsync("""
            INSERT INTO senders (sender, receipts, next_free_at) VALUES ('handset', 'handset', '2026-01-01'), ('centre', 'centre', '2026-01-01');
            INSERT INTO template_versions (key, channel, language, version, class, themes, fields, body, body_hash, translator, imported_by, imported_at)
            SELECT 'theme-' || t, 'sms', 'vi', 1, 'PolicyInfo', ARRAY[t], '{}', 'x', '\x00', 'x', 1, '2026-01-01' FROM generate_series(1, 11) t
            """);
    }

    public async Task ContactAsync(
        string name, int run, int theme, string province = "01", string? language = null, string sender = "handset", string occupation = "farm_household",
        string status = "none", int? born = 1990, string messageClass = "PolicyInfo", string? delivered = "2026-05-05T02:00:00Z")
    {
        if (!people.TryGetValue(name, out var pseudonym)) people[name] = pseudonym = Guid.NewGuid();
        var number = people.Keys.ToList().IndexOf(name) + 1;
        await connection.ExecuteAsync("""
            INSERT INTO audience_members (run_id, recipient_id, pseudonym, segment, province_code, language, birth_year, sex, occupation, scheme_status)
            VALUES (@run, @number, @pseudonym, 'V1', @province, @language, @born, 'male', @occupation, @status);
            INSERT INTO messages (run_id, message_no, recipient_id, channel, address, number_key, class, template_id, language, encoding, parts, expires_at,
                                  status, attempt, provider, provider_id, changed_at, delivered_at)
            SELECT @run, @message, @number, 'sms', '+84900000000', '\x00', @messageClass, template_id, coalesce(@language, 'vi'), 'GSM7', 1, '2027-01-01',
                   (CASE WHEN @delivered IS NULL THEN 'accepted' ELSE 'delivered' END)::message_status, 1, @sender, 'SM', '2026-05-05', @delivered::timestamptz
            FROM template_versions WHERE key = 'theme-' || @theme;
            INSERT INTO deliveries (run_id, message_nos) SELECT @run, ARRAY[@message] WHERE @delivered IS NOT NULL
            """, new { run, number, pseudonym, province, language, born, occupation, status, message = ++messages, messageClass, sender, delivered, theme });
    }
}
