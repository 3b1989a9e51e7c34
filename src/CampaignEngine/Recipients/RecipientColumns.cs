namespace CampaignEngine.Recipients;

/// <summary>What a newer row makes of each column of a known person. An empty cell never erases: it says that the file does not know.</summary>
internal static class RecipientColumns
{
    /// <summary>Columns of recipients that a file sets, with the value of today's row (r) and the staged one (s) together.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> All =
    [
        ("personal_number", "coalesce(r.personal_number, m.pn)"),
        ("insurance_number", "coalesce(r.insurance_number, m.ins)"),
        ("full_name", "s.full_name"),
        ("name_key", "s.name_key"),
        // A year alone does not erase the date of that year, but another year does.
        ("birth_date", "CASE WHEN s.birth_date IS NOT NULL THEN s.birth_date WHEN s.birth_year <> r.birth_year THEN NULL ELSE r.birth_date END"),
        Newer("birth_year"),
        Newer("sex"),
        Newer("ethnic_code"),
        Newer("language"),
        Newer("province_code"),
        // Who moved to another province has left the commune.
        ("commune_code", "CASE WHEN s.commune_code IS NOT NULL THEN s.commune_code WHEN s.province_code <> r.province_code THEN NULL ELSE r.commune_code END"),
        Newer("phone"),
        // A file without the phone does not turn the key of the phone we know into one of the Zalo id.
        ("number_key", "CASE WHEN s.phone IS NULL AND r.phone IS NOT NULL THEN r.number_key ELSE coalesce(s.number_key, r.number_key) END"),
        // A new number is the person's own until a file says otherwise.
        ("phone_holder", "coalesce(s.phone_holder, CASE WHEN s.phone IS DISTINCT FROM r.phone AND s.phone IS NOT NULL THEN 'self' ELSE r.phone_holder END)"),
        Newer("zalo_id"),
        Newer("uses_vssid"),
        Newer("email"),
        Newer("occupation"),
        Newer("groups"),
        Newer("support_category"),
        Newer("scheme_status"),
        Newer("income"),
        Newer("payment_method"),
        Newer("paid_through"),
        Newer("collection_point"),
        Newer("agent"),
        Newer("household"),
        Newer("business_owner"),
        Newer("foreign_national"),
        Newer("months_supported"),
        Newer("died_on"),
        // Once generated, always generated: a later file that lacks the mark must not make an invented number reachable.
        ("invented", "r.invented OR coalesce(s.invented, false)"),
    ];

    private static (string, string) Newer(string column) => (column, $"coalesce(s.{column}, r.{column})");
}
