using CampaignEngine.Storage;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>Invented people, all filled in, made by the database itself: ids and numbers run from 1. Setting up is not measured.</summary>
internal static class BenchPeople
{
    private const string Sql = """
        WITH place AS (SELECT array_agg(DISTINCT code) AS provinces FROM provinces)
        INSERT INTO recipients (
            recipient_id, personal_number, insurance_number, full_name, name_key, birth_date, birth_year, sex, ethnic_code, language, province_code, commune_code,
            phone, number_key, occupation, groups, support_category, scheme_status, income, payment_method, paid_through, household,
            source, invented, as_of, import_id, changed_at)
        OVERRIDING SYSTEM VALUE
        SELECT n, to_char(n, 'FM"079"000000000'), to_char(n, 'FM"79"00000000'), names.full_name, names.name_key, born, extract(year FROM born)::int,
            CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END, to_char(1 + n % 54 * (n % 7) / 6, 'FM00'), CASE WHEN n % 20 = 0 THEN 'km' WHEN n % 3 = 0 THEN 'vi' END,
            province, province || to_char(n % 97, 'FM000'), phone, substring(sha256(@outer || sha256(@inner || convert_to(phone, 'UTF8'))) FOR 16),
            (ARRAY['farm_household', 'market_trader', 'household_business', 'piece_work', 'self_employed', 'craft_village'])[1 + n % 6],
            ARRAY[(ARRAY['V1', 'V3', 'V3', 'V5', 'V6', 'V2'])[1 + n % 6]], CASE n % 10 WHEN 0 THEN 'poor' WHEN 1 THEN 'near_poor' END,
            (ARRAY['none', 'none', 'voluntary', 'lapsed', 'none'])[1 + n % 5], CASE WHEN n % 5 = 2 THEN 1500000 + n % 20 * 100000 END,
            CASE WHEN n % 5 = 2 THEN 'three_monthly' END, CASE WHEN n % 5 = 2 THEN date '2026-05-01' - (n % 6 || ' months')::interval END, 'H' || n / 4,
            'bench', true, '2026-05-01', 1, @at
        FROM place, generate_series(@from, @upTo) n,
        LATERAL (SELECT
            (ARRAY['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi'])[1 + n % 8] || ' ' || (ARRAY['Văn', 'Thị', 'Minh', 'Ngọc', 'Hữu'])[1 + n / 8 % 5] || ' '
                || (ARRAY['An', 'Bình', 'Dũng', 'Hạnh', 'Lan', 'Sơn', 'Tâm', 'Yến', 'Phúc'])[1 + n / 40 % 9] AS full_name,
            (ARRAY['nguyen', 'tran', 'le', 'pham', 'hoang', 'vu', 'dang', 'bui'])[1 + n % 8] || ' ' || (ARRAY['van', 'thi', 'minh', 'ngoc', 'huu'])[1 + n / 8 % 5] || ' '
                || (ARRAY['an', 'binh', 'dung', 'hanh', 'lan', 'son', 'tam', 'yen', 'phuc'])[1 + n / 40 % 9] AS name_key) names,
        LATERAL (SELECT date '1960-01-01' + (n::bigint * 7919 % 16000)::int AS born, provinces[1 + n * 31 % cardinality(provinces)] AS province,
            '+84' || (ARRAY['90', '91', '98', '97', '96', '86', '83', '84', '85', '81', '82', '32', '33', '34', '35', '36', '37', '38', '39', '70'])[1 + n % 20]
                || to_char(n / 20, 'FM0000000') AS phone) facts
        """;

    /// <summary>Adds the people from one number up to another. Their number keys are the installation's own.</summary>
    public static Task SeedAsync(BenchDatabase database, int from, int upTo, CancellationToken cancel)
    {
        var key = database.Get<EngineSecrets>().NumberKey;
        return database.ExecuteAsync(Sql, new { from, upTo, at = BenchDatabase.Start.UtcDateTime, inner = Padded(key, 0x36), outer = Padded(key, 0x5c) }, cancel);
    }

    /// <summary>HMAC out of the hash the database has (RFC 2104): the key to the length of a block, each byte with the pad's.</summary>
    private static byte[] Padded(byte[] key, byte pad) => [.. key.Concat(new byte[64 - key.Length]).Select(octet => (byte)(octet ^ pad))];
}
