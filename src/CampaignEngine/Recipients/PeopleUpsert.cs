using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>Writes the matched rows by set: changes what is newer and differs, adds who is new, leaves the rest unwritten.</summary>
internal static class PeopleUpsert
{
    private const int LargeFile = 1_000;

    private static readonly string Names = string.Join(", ", RecipientColumns.All.Select(c => c.Name));

    private static readonly string Values = string.Join(", ", RecipientColumns.All.Select(c => c.Value));

    /// <summary>As the last statistics had it.</summary>
    private const string Stored = "SELECT reltuples FROM pg_class WHERE oid = 'recipients'::regclass";

    private const string New = "SELECT count(*) FROM matched_people WHERE fate = 'new'";

    private const string Older = "SELECT count(*) FROM matched_people WHERE fate = 'known' AND older";

    /// <summary>Rows that would stay as they are are not written: a whole province's file of which five in a hundred changed writes five.</summary>
    private static readonly string Update = $"""
        UPDATE recipients r SET ({Names}, source, as_of, import_id, changed_at) =
            ROW({Values}, @Source, s.as_of, @ImportId, @At)
        FROM matched_people m JOIN staged_people s USING (row_number)
        WHERE r.recipient_id = m.target AND m.fate = 'known' AND NOT m.older
          AND ROW({string.Join(", ", RecipientColumns.All.Select(c => "r." + c.Name))}) IS DISTINCT FROM ROW({Values})
        """;

    private const string Insert = """
        INSERT INTO recipients (personal_number, insurance_number, full_name, name_key, birth_date, birth_year, sex, ethnic_code, language,
            province_code, commune_code, phone, number_key, phone_holder, zalo_id, uses_vssid, email, occupation, groups, support_category, scheme_status, income,
            payment_method, paid_through, collection_point, agent, household, business_owner, foreign_national, months_supported, died_on, invented,
            source, as_of, import_id, changed_at)
        SELECT m.pn, m.ins, s.full_name, s.name_key, s.birth_date, s.birth_year, s.sex, s.ethnic_code, s.language,
            s.province_code, s.commune_code, s.phone, s.number_key, coalesce(s.phone_holder, 'self'), s.zalo_id, s.uses_vssid, s.email, s.occupation,
            coalesce(s.groups, '{}'), s.support_category, s.scheme_status, s.income, s.payment_method, s.paid_through, s.collection_point, s.agent,
            s.household, s.business_owner, coalesce(s.foreign_national, false), s.months_supported, s.died_on, coalesce(s.invented, false),
            @Source, s.as_of, @ImportId, @At
        FROM staged_people s JOIN matched_people m USING (row_number)
        WHERE m.fate = 'new'
        ORDER BY s.row_number -- the same file gives the same ids, and neighbours in the file are neighbours on disk
        """;

    /// <summary>A view, since a file without consents asks nobody. It goes with the tables it stands on.</summary>
    private const string Taken = """
        CREATE TEMP VIEW taken_people AS
        SELECT m.row_number, r.recipient_id, r.pseudonym FROM matched_people m JOIN recipients r ON r.recipient_id = m.target WHERE m.fate = 'known'
        UNION ALL
        SELECT m.row_number, r.recipient_id, r.pseudonym FROM matched_people m JOIN recipients r ON r.personal_number = m.pn WHERE m.fate = 'new'
        UNION ALL
        SELECT m.row_number, r.recipient_id, r.pseudonym FROM matched_people m JOIN recipients r ON r.insurance_number = m.ins
        WHERE m.fate = 'new' AND m.pn IS NULL
        """;

    public static async Task<(int Inserted, int Updated, int Older)> ExecuteAsync(NpgsqlConnection connection, PeopleImport import, CancellationToken cancel)
    {
        var older = await connection.ExecuteScalarAsync<int>(new CommandDefinition(Older, commandTimeout: 0, cancellationToken: cancel));
        var updated = await Run(connection, Update, import, cancel);
        var later = await connection.ExecuteScalarAsync<int>(new CommandDefinition(New, commandTimeout: 0, cancellationToken: cancel)) > LargeFile
            ? await IndexesLater.TakeAwayAsync(connection, cancel)
            : null;
        var inserted = await Run(connection, Insert, import, cancel);
        if (later is not null) await later.PutBackAsync(connection, cancel);
        await Run(connection, Taken, import, cancel);
        // Whatever asks next must not plan for the table as it was before a large file. A tenth is what the server itself waits for.
        if (inserted + updated is > LargeFile and var written && written > 0.1 * await connection.ExecuteScalarAsync<double>(new CommandDefinition(Stored, cancellationToken: cancel))) await Run(connection, "ANALYZE recipients", import, cancel);
        return (inserted, updated, older);
    }

    private static Task<int> Run(NpgsqlConnection connection, string sql, PeopleImport import, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(sql, new { import.Source, import.ImportId, import.At }, commandTimeout: 0, cancellationToken: cancel));
}
